/** Asks for one person’s data to be erased, and decides on it. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { decideErasure, requestErasure, retention, type Erasure } from '../api/privacy.ts';
import { Failure } from '../display/failure.tsx';
import { Facts } from '../display/page.tsx';
import { TextField } from '../display/text-field.tsx';
import { useSay } from '../words/say.ts';
import { Choice } from './privacy-hold-dialog.tsx';

export function RequestDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['privacy', 'display']);
  const say = useSay();
  const { data } = useSuspenseQuery(retention);
  const [sort, setSort] = useState(data.persons[0]?.id ?? '');
  const [person, setPerson] = useState('');
  const [cases, setCases] = useState('');
  const [reason, setReason] = useState('');
  const [isOpen, setIsOpen] = useState(true);
  const run = useCommand({ run: requestErasure, makesOld: ['privacy'] });
  const isReady = sort !== '' && person.trim() !== '' && reason.trim() !== '';
  const named = cases.split(/[\s,，;；]+/).filter((id) => id !== '');
  return (
    <Modal
      open={isOpen && !run.isSuccess}
      title={t('erasures.ask')}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
      onOk={() => run.mutate({ sort, person, cases: named, reason })}
      okText={t('erasures.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ disabled: !isReady, loading: run.isPending }}
    >
      <div className="stack">
        <p className="quiet">{t('erasures.askHelp')}</p>
        <Choice
          label={t('erasures.sort')}
          value={sort}
          options={data.persons.map(({ id, name }) => ({ value: id, label: say(name) }))}
          onChange={setSort}
        />
        <TextField label={t('erasures.key')} value={person} most={200} onChange={setPerson} />
        <TextField
          label={t('erasures.cases')}
          help={t('erasures.casesHelp')}
          value={cases}
          most={2000}
          onChange={setCases}
        />
        <TextField label={t('reason')} value={reason} most={2000} rows={2} onChange={setReason} />
        {run.error && <Failure error={run.error} />}
      </div>
    </Modal>
  );
}

interface DecideProps {
  erasure: Erasure;
  onClose: () => void;
}

export function DecideDialog({ erasure, onClose }: DecideProps) {
  const { t } = useTranslation(['privacy', 'display']);
  const say = useSay();
  const [comment, setComment] = useState('');
  const [isOpen, setIsOpen] = useState(true);
  const run = useCommand({ run: decideErasure, makesOld: ['privacy'] });
  const { id, sort, person, by, reason, found } = erasure;
  const decide = (state: 'approved' | 'refused') => run.mutate({ id, state, comment });
  return (
    <Modal
      open={isOpen && !run.isSuccess}
      title={t('erasures.decideTitle')}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
      footer={[
        <Button key="no" disabled={run.isPending} onClick={() => decide('refused')}>
          {t('erasures.refuse')}
        </Button>,
        <Button
          key="yes"
          danger
          type="primary"
          loading={run.isPending}
          onClick={() => decide('approved')}
        >
          {t('erasures.approve')}
        </Button>,
      ]}
    >
      <div className="stack">
        <p>{t('erasures.decideHelp')}</p>
        <Facts
          items={[
            [t('erasures.person'), `${say(sort.name)} ${person}`],
            [t('by'), say(by.name)],
            [t('reason'), reason],
            [t('erasures.found'), t('erasures.there', found)],
          ]}
        />
        <TextField
          label={t('comment')}
          value={comment}
          most={2000}
          rows={2}
          onChange={setComment}
        />
        {run.error && <Failure error={run.error} />}
      </div>
    </Modal>
  );
}
