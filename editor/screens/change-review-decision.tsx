/** Deciding on a change, or why one may not, or what was decided. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Popconfirm } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decide, type Change, type ChangeVerb } from '../api/changes.ts';
import { useCommand } from '../api/command.ts';
import { whenConfirmed } from '../api/confirmation.ts';
import { hasRole, session } from '../api/session.ts';
import { Failure } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { Mark } from '../display/mark.tsx';
import { useIsStale } from './change-review-head.tsx';
import { newFailures } from './change-review-evidence.tsx';
import { Decided } from './change-review-decided.tsx';
import { growing } from '../display/growing.ts';

const MOST_LETTERS = 4000;

export function Decision({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  return (
    <section className="section review-decision" aria-label={t('decision.title')}>
      {change.state === 'proposed' ? <Deciding change={change} /> : <Decided change={change} />}
    </section>
  );
}

function Deciding({ change }: { change: Change }) {
  const decision = useDecision(change);
  const { can } = change;
  const comments = can.includes('approve') || can.includes('return');
  return (
    <>
      <Standing change={change} />
      {can.includes('approve') && <Caution change={change} />}
      {comments && <Comment change={change} decision={decision} />}
      {can.includes('withdraw') && <Withdraw decision={decision} />}
      {decision.error && <Failure error={decision.error} />}
    </>
  );
}

/** Why the person cannot decide, or not all of it; nothing for those who can. */
function Standing({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  const { data: user } = useSuspenseQuery(session);
  if (change.can.includes('approve') || user === null) return null;
  const tookPart = [change.author, ...change.contributors].some(({ id }) => id === user.id);
  if (tookPart) return <p className="review-standing">{t('decision.tookPart')}</p>;
  const words = hasRole(user, ['auditor']) ? t('decision.waits') : t('decision.notAuditor');
  return <p className="review-standing">{words}</p>;
}

/** What the evidence holds against it, said where the decision is made. */
function Caution({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  const failed = newFailures(change.examples).length;
  const warnings = change.problems.length;
  if (failed + warnings === 0) return null;
  return (
    <div className="review-caution">
      {failed > 0 && (
        <Mark plain colour="red" icon="cross">
          {t('decision.failed', { count: failed })}
        </Mark>
      )}
      {warnings > 0 && (
        <Mark plain colour="amber" icon="over">
          {t('evidence.warnings', { count: warnings })}
        </Mark>
      )}
      <Link
        to="/changes/$id"
        params={{ id: change.id }}
        search={(before) => ({ ...before, tab: 'evidence' as const })}
        replace
        resetScroll={false}
      >
        {t('decision.toEvidence')}
      </Link>
    </div>
  );
}

type Deciding = ReturnType<typeof useDecision>;

function useDecision(change: Change) {
  const { t } = useTranslation('changes');
  const command = useCommand({
    run: ({ verb, comment }: { verb: ChangeVerb; comment: string }, key) =>
      whenConfirmed(() => decide(
          { id: change.id, verb, comment: comment.trim(), evidence: change.evidence_hash },
          key,
        )),
    makesOld: ['changes', 'definitions', 'drafts', 'audit-log'],
    onDone: (_, { verb }) => message.success(t(`decision.done.${verb}`)),
  });
  return {
    error: command.error,
    /** What is being sent now. */
    sending: command.isPending ? command.variables.verb : undefined,
    send: (verb: ChangeVerb, comment = '') => command.mutate({ verb, comment }),
  };
}

function Comment({ change, decision }: { change: Change; decision: Deciding }) {
  const { t } = useTranslation('changes');
  const id = useId();
  const [comment, setComment] = useState('');
  const [lacks, setLacks] = useState(false);
  const isStale = useIsStale(change);
  const mayApprove = change.can.includes('approve');
  const send = (verb: 'approve' | 'return') => {
    const isSilent = verb === 'return' && comment.trim() === '';
    setLacks(isSilent);
    if (isSilent) document.getElementById(id)?.focus();
    else decision.send(verb, comment);
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {t('decision.comment')}
      </label>
      <Input.TextArea
        id={id}
        value={comment}
        maxLength={MOST_LETTERS}
        {...growing(2, 6)}
        placeholder={t('decision.commentHelp')}
        aria-describedby={`${id}-lacks`}
        aria-invalid={lacks}
        {...(lacks ? { status: 'error' as const } : {})}
        onChange={(event) => {
          setComment(event.target.value);
          setLacks(false);
        }}
      />
      <p id={`${id}-lacks`} className="field-wrong" role="alert">
        {lacks && t('decision.returnNeedsComment')}
      </p>
      <div className="review-actions">
        {change.can.includes('return') && (
          <Button
            loading={decision.sending === 'return'}
            disabled={decision.sending === 'approve'}
            onClick={() => send('return')}
          >
            {t('decision.return')}
          </Button>
        )}
        {mayApprove && (
          <Button
            type="primary"
            loading={decision.sending === 'approve'}
            disabled={decision.sending === 'return' || isStale}
            onClick={() => send('approve')}
          >
            {t('decision.approve')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Withdraw({ decision }: { decision: Deciding }) {
  const { t } = useTranslation('changes');
  return (
    <div className="review-actions">
      <Popconfirm
        title={t('decision.withdraw')}
        description={t('decision.withdrawAsk')}
        okText={t('decision.withdraw')}
        cancelText={t('decision.cancel')}
        onConfirm={() => decision.send('withdraw')}
      >
        <Button loading={decision.sending === 'withdraw'}>{t('decision.withdraw')}</Button>
      </Popconfirm>
    </div>
  );
}
