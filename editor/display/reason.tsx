/** Why a condition held: the tree of its parts, each with its answer. */
import { useTranslation } from 'react-i18next';
import type { ReasonView } from '@flowmeter/server/views/results.ts';
import type { StateColour } from '../theme/palette.ts';
import { useSay } from '../words/say.ts';
import { Mark, type MarkIcon } from './mark.tsx';

const looks: Record<'true' | 'false' | 'unknown', { colour: StateColour; icon: MarkIcon }> = {
  true: { colour: 'amber', icon: 'done' },
  false: { colour: 'grey', icon: 'none' },
  unknown: { colour: 'grey', icon: 'unknown' },
};

export function Reason({ reason }: { reason: ReasonView }) {
  return (
    <ul className="reason">
      <ReasonPart reason={reason} />
    </ul>
  );
}

/** How what was read was worked out: formula, what went into it, whom it counted. */
function Workings({ because }: { because?: ReasonView['because'] }) {
  const say = useSay();
  if (because === undefined || because.length === 0) return null;
  return (
    <ul className="reason-workings">
      {because.map(({ sentence, parts }) => (
        <li key={sentence.en}>
          {say(sentence)}
          <Workings because={parts} />
        </li>
      ))}
    </ul>
  );
}

function ReasonPart({ reason }: { reason: ReasonView }) {
  const { t } = useTranslation('findings');
  const say = useSay();
  const answer = String(reason.holds) as 'true' | 'false' | 'unknown';
  return (
    <li>
      <div className="reason-line">
        <Mark plain {...looks[answer]}>
          {t(`holds.${answer}`)}
        </Mark>
        <span>{say(reason.sentence)}</span>
      </div>
      <Workings because={reason.because} />
      {reason.parts.length > 0 && (
        <ul>
          {reason.parts.map((part) => (
            <ReasonPart key={part.sentence.en} reason={part} />
          ))}
        </ul>
      )}
    </li>
  );
}
