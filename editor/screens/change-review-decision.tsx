/** Deciding on a change, or why one may not, or what was decided. */
import { useSuspenseQuery } from '@tanstack/react-query';
import {
  ClockCircleOutlined,
  FieldTimeOutlined,
  SafetyCertificateOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Input, Popconfirm } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../api/changes.ts';
import { hasRole, session } from '../api/session.ts';
import { Failure } from '../display/failure.tsx';
import { useFormat } from '../display/format.ts';
import { Hash } from '../display/hash.tsx';
import { Mark } from '../display/mark.tsx';
import { useNow } from '../display/now.ts';
import { useSay } from '../words/say.ts';
import { useIsStale } from './change-review-head.tsx';
import { newFailures } from './change-review-evidence.tsx';
import { Decided } from './change-review-decided.tsx';
import { Review } from './change-review-afterwards.tsx';
import { useDecision, type Sending } from './change-review-sending.ts';
import { growing } from '../display/growing.ts';

const MOST_LETTERS = 4000;

export function Decision({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  const isOpen = ['proposed', 'approved', 'scheduled'].includes(change.state);
  return (
    <section className="section review-decision" aria-label={t('decision.title')}>
      {change.state !== 'proposed' && <Decided change={change} />}
      {isOpen && <Deciding change={change} />}
      {change.review !== null && <Review change={change} />}
    </section>
  );
}

function Deciding({ change }: { change: Change }) {
  const decision = useDecision(change);
  const { can, state } = change;
  const comments = can.includes('approve') || can.includes('return');
  return (
    <>
      {state !== 'scheduled' && <Timing change={change} />}
      {state !== 'scheduled' && <Standing change={change} />}
      {can.includes('approve') && <Caution change={change} />}
      {comments && <Comment change={change} decision={decision} />}
      {can.includes('withdraw') && <Withdraw decision={decision} />}
      {decision.error && <Failure error={decision.error} />}
    </>
  );
}

/** When an approval puts it in force, and what else an approver has to know of time. */
function Timing({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  const format = useFormat();
  const { effective_from, zone, emergency, expires_at, approvals_needed } = change;
  const at = effective_from === null ? '' : format.instant(effective_from, zone ?? undefined);
  const now = useNow();
  const isPast = effective_from !== null && Date.parse(effective_from) < now;
  const isRetroactive = isPast && approvals_needed + change.approvals.length > 1;
  return (
    <ul className="review-timing">
      <li>
        <ClockCircleOutlined aria-hidden />
        {isRetroactive && t('decision.retroactive', { at, zone, count: approvals_needed })}
        {!isRetroactive && effective_from !== null && !isPast
          ? t('decision.effectiveLater', { at, zone })
          : !isRetroactive && t('decision.effectiveAtOnce')}
      </li>
      {emergency && (
        <li className="mark-amber">
          <WarningOutlined aria-hidden />
          {t('decision.emergency')}
        </li>
      )}
      {expires_at !== null && (
        <li className="quiet">
          <FieldTimeOutlined aria-hidden />
          {t('decision.expires', { at: format.instant(expires_at) })}
        </li>
      )}
      {change.can.includes('approve') && (
        <li className="quiet" title={t('decision.confirms')}>
          <SafetyCertificateOutlined aria-hidden />
          <Hash hash={change.evidence_hash} label={t('decision.boundTo')} />
        </li>
      )}
    </ul>
  );
}

/** Why the person cannot decide, or not all of it; nothing for those who can. */
function Standing({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  const say = useSay();
  const { data: user } = useSuspenseQuery(session);
  if (change.can.includes('approve') || user === null) return null;
  if (change.hindrance !== null) {
    return <p className="review-standing">{say(change.hindrance.words)}</p>;
  }
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

function Comment({ change, decision }: { change: Change; decision: Sending }) {
  const { t } = useTranslation('changes');
  const id = useId();
  const [comment, setComment] = useState('');
  const [lacks, setLacks] = useState(false);
  const send = (verb: 'approve' | 'return' | 'reject') => {
    const isSilent = verb !== 'approve' && comment.trim() === '';
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
      <Buttons change={change} decision={decision} send={send} />
    </div>
  );
}

interface ButtonsProps {
  change: Change;
  decision: Sending;
  send: (verb: 'approve' | 'return' | 'reject') => void;
}

function Buttons({ change, decision, send }: ButtonsProps) {
  const { t } = useTranslation('changes');
  const isStale = useIsStale(change);
  return (
    <div className="review-actions">
      {change.can.includes('return') && (
        <Button
          loading={decision.sending === 'return'}
          disabled={decision.sending !== undefined}
          onClick={() => send('return')}
        >
          {t('decision.return')}
        </Button>
      )}
      {change.can.includes('reject') && (
        <Button
          danger
          title={t('decision.rejectHelp')}
          loading={decision.sending === 'reject'}
          disabled={decision.sending !== undefined}
          onClick={() => send('reject')}
        >
          {t('decision.reject')}
        </Button>
      )}
      {change.can.includes('approve') && (
        <Button
          type="primary"
          loading={decision.sending === 'approve'}
          disabled={decision.sending !== undefined || isStale}
          onClick={() => send('approve')}
        >
          {t('decision.approve')}
        </Button>
      )}
    </div>
  );
}

function Withdraw({ decision }: { decision: Sending }) {
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
