/** What was decided on a change, by whom, with which words; its author may go on from there. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Change } from '../api/changes.ts';
import { session } from '../api/session.ts';
import { useFormat } from '../display/format.ts';
import { useSay } from '../words/say.ts';
import { EditFlow } from './flows-edit.tsx';

export function Decided({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  const { data: user } = useSuspenseQuery(session);
  const say = useSay();
  const format = useFormat();
  const { state, comment } = change;
  if (state === 'proposed') return null;
  const who = say(change.decided_by?.name);
  const at = change.decided_at === null ? '' : format.instant(change.decided_at);
  const isBack = ['returned', 'withdrawn', 'stale', 'expired'].includes(state);
  const { effective_from, zone } = change;
  const local = effective_from === null ? '' : format.instant(effective_from, zone ?? undefined);
  const from = zone === null ? local : `${local} (${zone})`;
  const because = say(change.because ?? undefined);
  const goesOn = isBack && change.kind === 'flow' && user?.id === change.author.id;
  return (
    <>
      <p>{t(`decision.decided.${state}`, { who, at, from, because })}</p>
      {comment !== null && comment !== '' && <blockquote>{comment}</blockquote>}
      {goesOn && (
        <div className="review-actions">
          <EditFlow flow={{ ...change.definition, draft_id: change.definition.id }} isPrimary />
        </div>
      )}
    </>
  );
}
