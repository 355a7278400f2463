/** Puts down what a period came to, and agrees to what somebody put down. */
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decideClosing, proposeClosing, type Closing } from '../api/closings.ts';
import { useCommand } from '../api/command.ts';
import { Failure } from '../display/failure.tsx';
import { useFormat } from '../display/format.ts';
import { Facts } from '../display/page.tsx';
import { TextField } from '../display/text-field.tsx';
import { useSay } from '../words/say.ts';

const LONGEST = 2000;

interface Proposal {
  scorecard: string;
  period: string;
  /** The period was closed before. */
  corrects: boolean;
  /** What would be put down; undefined where that is not known yet. */
  outcome: Pick<Closing, 'score' | 'coefficient'> | undefined;
  onClose: () => void;
}

export function ProposeClosing({ scorecard, period, corrects, outcome, onClose }: Proposal) {
  const { t } = useTranslation(['closing', 'display']);
  const [reason, setReason] = useState('');
  const [isOpen, setIsOpen] = useState(true);
  const run = useCommand({ run: proposeClosing, makesOld: ['scores'] });
  return (
    <Modal
      open={isOpen && !run.isSuccess}
      title={t(corrects ? 'correctTitle' : 'closeTitle', { period })}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
      onOk={() => run.mutate({ scorecard, period, reason })}
      okText={t('submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ disabled: reason.trim() === '', loading: run.isPending }}
    >
      <div className="stack">
        <p className="quiet">{t(corrects ? 'correctHelp' : 'closeHelp')}</p>
        {outcome && <Outcome {...outcome} />}
        <TextField
          label={t('reason')}
          value={reason}
          most={LONGEST}
          rows={2}
          onChange={setReason}
        />
        {run.error && <Failure error={run.error} />}
      </div>
    </Modal>
  );
}

export function DecideClosing({ closing, onClose }: { closing: Closing; onClose: () => void }) {
  const { t } = useTranslation(['closing', 'display']);
  const say = useSay();
  const [comment, setComment] = useState('');
  const [isOpen, setIsOpen] = useState(true);
  const run = useCommand({ run: decideClosing, makesOld: ['scores'] });
  const { id, hash, period, by, reason } = closing;
  const isReady = comment.trim() !== '' && !run.isPending;
  const decide = (state: 'closed' | 'refused') => run.mutate({ id, hash, state, comment });
  return (
    <Modal
      open={isOpen && !run.isSuccess}
      title={t('decideTitle', { period })}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
      footer={[
        <Button key="no" disabled={!isReady} onClick={() => decide('refused')}>
          {t('refuse')}
        </Button>,
        <Button key="yes" type="primary" disabled={!isReady} onClick={() => decide('closed')}>
          {t('agree')}
        </Button>,
      ]}
    >
      <div className="stack">
        <p className="quiet">{t('decideHelp')}</p>
        <Outcome {...closing} />
        <Facts
          items={[
            [t('column.by'), say(by.name)],
            [t('reason'), reason],
          ]}
        />
        <TextField
          label={t('comment')}
          value={comment}
          most={LONGEST}
          rows={2}
          onChange={setComment}
        />
        {run.error && <Failure error={run.error} />}
      </div>
    </Modal>
  );
}

function Outcome({ score, coefficient }: Pick<Closing, 'score' | 'coefficient'>) {
  const { t } = useTranslation('closing');
  const format = useFormat();
  const figure = (value: number | null) => (value === null ? '—' : format.number(value, 2));
  return (
    <Facts
      items={[
        [t('column.score'), figure(score)],
        [t('column.coefficient'), figure(coefficient)],
      ]}
    />
  );
}
