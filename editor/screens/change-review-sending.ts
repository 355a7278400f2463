/** Sends what a person decided about a change, once they have proved who they are. */
import { useTranslation } from 'react-i18next';
import { decide, type Change, type ChangeVerb, type Verdict } from '../api/changes.ts';
import { useCommand } from '../api/command.ts';
import { whenConfirmed } from '../api/confirmation.ts';
import { message } from '../display/message.tsx';

export type Sending = ReturnType<typeof useDecision>;

interface Said {
  verb: ChangeVerb;
  comment: string;
  verdict?: Verdict;
}

export function useDecision(change: Change) {
  const { t } = useTranslation('changes');
  const command = useCommand({
    run: ({ comment, ...said }: Said, key) =>
      whenConfirmed(() =>
        decide(
          { id: change.id, ...said, comment: comment.trim(), evidence: change.evidence_hash },
          key,
        ),
      ),
    makesOld: ['changes', 'definitions', 'drafts', 'audit-log'],
    onDone: (_, { verb }) => message.success(t(`decision.done.${verb}`)),
  });
  return {
    error: command.error,
    /** What is being sent now. */
    sending: command.isPending ? command.variables.verb : undefined,
    send: (verb: ChangeVerb, comment = '', verdict?: Verdict) =>
      command.mutate({ verb, comment, ...(verdict && { verdict }) }),
  };
}
