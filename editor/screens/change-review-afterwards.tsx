/** The review of an emergency change that is in force: due, missed, or done. */
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change, Verdict } from '../api/changes.ts';
import { Failure } from '../display/failure.tsx';
import { useFormat } from '../display/format.ts';
import { growing } from '../display/growing.ts';
import { Mark } from '../display/mark.tsx';
import { useSay } from '../words/say.ts';
import { useDecision } from './change-review-sending.ts';

const MOST_LETTERS = 4000;

export function Review({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  return (
    <section className="review-afterwards" aria-label={t('decision.reviewTitle')}>
      <h2>{t('decision.reviewTitle')}</h2>
      <Standing change={change} />
      {change.can.includes('review') && <Reviewing change={change} />}
    </section>
  );
}

function Standing({ change: { review, hindrance } }: { change: Change }) {
  const { t } = useTranslation('changes');
  const say = useSay();
  const format = useFormat();
  if (review === null) return null;
  if (review.verdict !== null) {
    const done = { who: say(review.by?.name), at: format.instant(review.at ?? '') };
    return (
      <>
        <p>{t(`decision.reviewed.${review.verdict}`, done)}</p>
        {review.comment !== null && review.comment !== '' && (
          <blockquote>{review.comment}</blockquote>
        )}
      </>
    );
  }
  const at = format.instant(review.due);
  return (
    <>
      {review.overdue ? (
        <Mark plain colour="red" icon="over">
          {t('decision.reviewOverdue', { at })}
        </Mark>
      ) : (
        <Mark plain colour="amber" icon="clock">
          {t('decision.reviewDue', { at })}
        </Mark>
      )}
      {hindrance !== null && <p className="review-standing">{say(hindrance.words)}</p>}
    </>
  );
}

function Reviewing({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  const decision = useDecision(change);
  const id = useId();
  const [comment, setComment] = useState('');
  const [lacks, setLacks] = useState(false);
  const send = (verdict: Verdict) => {
    const isSilent = verdict === 'objected' && comment.trim() === '';
    setLacks(isSilent);
    if (isSilent) document.getElementById(id)?.focus();
    else decision.send('review', comment, verdict);
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
        aria-describedby={`${id}-lacks`}
        aria-invalid={lacks}
        onChange={(event) => {
          setComment(event.target.value);
          setLacks(false);
        }}
      />
      <p id={`${id}-lacks`} className="field-wrong" role="alert">
        {lacks && t('decision.returnNeedsComment')}
      </p>
      <div className="review-actions">
        <Button danger loading={decision.sending === 'review'} onClick={() => send('objected')}>
          {t('decision.objected')}
        </Button>
        <Button
          type="primary"
          loading={decision.sending === 'review'}
          onClick={() => send('upheld')}
        >
          {t('decision.upheld')}
        </Button>
      </div>
      {decision.error && <Failure error={decision.error} />}
    </div>
  );
}
