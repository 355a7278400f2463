/** Limits, each layer for itself: value, basis, what is used, when it is due. */
import { useTranslation } from 'react-i18next';
import type { Clock, Due } from '../api/cases.ts';
import { BasisLabel } from './basis.tsx';
import { DueMark } from './due-mark.tsx';
import { useFormat } from './format.ts';
import { LimitChain } from './limit-chain.tsx';
import { Mark } from './mark.tsx';

interface LimitsProps {
  limits: readonly Due[];
  status?: string | undefined;
  /** Whose clock they are counted by, and whether it runs. */
  clock?: Clock | null;
  /** The clock has stopped for good: say when it was due, count no longer. */
  over?: boolean;
}

const order: Record<Due['layer'], number> = { statutory: 0, promise: 1, internal: 2 };

export function Limits({ limits, status, clock = null, over = false }: LimitsProps) {
  const { t } = useTranslation('display');
  const sorted = limits.toSorted((a, b) => order[a.layer] - order[b.layer]);
  return (
    <>
      {clock !== null && <ClockLine clock={clock} zone={limits[0]?.zone} />}
      {limits.length === 0 && <p className="quiet">{t('limit.none')}</p>}
      <ul className="limits">
        {sorted.map((limit) => (
          <LimitRow key={limit.id} limit={limit} status={status} over={over} />
        ))}
      </ul>
    </>
  );
}

/** `Customer's clock: stopped since …` */
function ClockLine({ clock, zone }: { clock: Clock; zone: string | undefined }) {
  const { t } = useTranslation('display');
  const format = useFormat();
  const whose = t(`clock.${clock.owner}`);
  const since = clock.since === null ? undefined : format.instant(clock.since, zone);
  return (
    <p className="limit-clock">
      <Mark colour={clock.runs ? 'blue' : 'grey'} icon={clock.runs ? 'clock' : 'pause'} plain>
        {since === undefined
          ? whose
          : t(clock.runs ? 'limit.running' : 'limit.stopped', { clock: whose, at: since })}
      </Mark>
    </p>
  );
}

function LimitRow({
  limit,
  status,
  over,
}: { limit: Due } & Required<Omit<LimitsProps, 'limits' | 'clock'>>) {
  const { t } = useTranslation('display');
  const format = useFormat();
  const unit = t(`unit.${limit.unit}`, { count: limit.value });
  return (
    <li className="limit">
      <div className="limit-line">
        <strong>{t(`layer.${limit.layer}`)}</strong>
        <span className="figures">
          {t('limit.value', { value: format.number(limit.value), unit })}
        </span>
        <BasisLabel kind={limit.basis.kind} source={limit.basis.source} />
        {!over && <LimitStanding limit={limit} status={status} />}
      </div>
      {limit.used !== null && <Share used={limit.used} limit={limit} unit={unit} />}
      {limit.due_at !== null && (
        <div className="limit-due figures">
          {t('due.at', { at: format.due(limit.due_at, limit.zone) })}
        </div>
      )}
      <LimitChain limit={limit} />
    </li>
  );
}

function LimitStanding({ limit, status }: { limit: Due; status: string | undefined }) {
  const { t } = useTranslation('display');
  if (limit.uncovered) return <span className="limit-mark quiet">{t('due.uncovered')}</span>;
  if (limit.due_at === null) return <span className="limit-mark quiet">{t('due.still')}</span>;
  return (
    <span className="limit-mark">
      <DueMark
        due_at={limit.due_at}
        warn_at={limit.warn_at}
        zone={limit.zone}
        plain
        {...(status === undefined ? {} : { status })}
      />
    </span>
  );
}

/** Used and remaining as a bar; the words say the same. */
function Share({ used, limit, unit }: { used: number; limit: Due; unit: string }) {
  const { t } = useTranslation('display');
  const format = useFormat();
  const share = Math.min(1, used / limit.value);
  const level = used > limit.value ? 'over' : share >= 0.7 ? 'soon' : 'left';
  return (
    <div className="share">
      <svg
        className={`share-bar share-${level}`}
        viewBox="0 0 100 4"
        preserveAspectRatio="none"
        aria-hidden
      >
        <rect className="share-ground" width="100" height="4" rx="2" />
        <rect className="share-fill" width={share * 100} height="4" rx="2" />
      </svg>
      <span className="figures quiet">
        {t('limit.used', {
          used: format.amount(used),
          value: format.number(limit.value),
          unit,
        })}
      </span>
    </div>
  );
}
