/** What was done so far, newest first; any point can be looked at, and gone on from. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Point, Session } from '@flowmeter/engine/simulation/session.ts';
import { Instant } from '../../display/instant.tsx';
import { useSay } from '../../words/say.ts';
import { useDeedWords } from './deed-words.ts';

interface PathProps {
  session: Session;
  /** The point that is looked at. */
  shown: number;
  onShow: (point: number) => void;
  onBackTo: (point: number) => void;
}

export function Path({ session, shown, onShow, onBackTo }: PathProps) {
  const { t } = useTranslation('trial');
  const { points } = session;
  const last = points.length - 1;
  return (
    <section className="trial-part" aria-label={t('path.title')}>
      <h3>{t('path.title')}</h3>
      {shown < last && (
        <p className="trial-look" role="status">
          {t('look.point', { n: shown + 1 })}
          <Button size="small" onClick={() => onShow(last)}>
            {t('look.latest')}
          </Button>
          <Button size="small" onClick={() => onBackTo(shown)}>
            {t('look.from')}
          </Button>
        </p>
      )}
      <ol className="trial-path" reversed>
        {newestFirst(points).map(([index, point]) => (
          <li key={`${point.at} ${point.state.version}`}>
            <button
              type="button"
              aria-current={index === shown ? 'step' : undefined}
              onClick={() => onShow(index)}
            >
              <PointWords session={session} point={point} />
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function newestFirst(points: readonly Point[]): [number, Point][] {
  return [...points.entries()].toReversed();
}

function PointWords({ session: { flow }, point }: { session: Session; point: Point }) {
  const { t } = useTranslation('trial');
  const say = useSay();
  const deed = useDeedWords();
  const { action, entries, at } = point;
  const [calendar] = flow.calendars.values();
  const step = flow.flow.steps[action?.step ?? ''];
  const route = step?.routes.find(({ id }) => id === action?.route);
  const actor = flow.org?.people.find(({ id }) => id === entries.at(-1)?.actor);
  const details = [step?.name, route?.name, actor?.name].map(say).filter((one) => one !== '');
  return (
    <>
      <span className="trial-deed">{action === null ? t('path.opened') : deed(action)}</span>
      <span className="trial-details">{details.join(' · ')}</span>
      <Instant at={at} {...(calendar && { zone: calendar.zone })} />
    </>
  );
}
