/** Proposing grants: for whom, what, from when until when, why. Several go together as one change. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { proposeGrants } from '../api/accounts.ts';
import { useCommand } from '../api/command.ts';
import { Failure } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { TextField } from '../display/text-field.tsx';
import { emptyEntry, grantOf, type GrantEntry } from './grants-entry.ts';
import { GrantFields } from './grants-fields.tsx';

const MOST_GRANTS = 20;

interface Rows {
  next: number;
  rows: { key: number; entry: GrantEntry }[];
}

export function GrantDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['accounts', 'display']);
  const [isOpen, setIsOpen] = useState(true);
  const [reason, setReason] = useState('');
  const { rows, add, change, remove } = useRows();
  const grants = rows.map(({ entry }) => grantOf(entry));
  const whole = grants.filter((one) => one !== undefined);
  const run = useCommand({
    run: proposeGrants,
    makesOld: ['changes', 'accounts'],
    onDone: () => {
      message.success(t('grants.proposed'));
      setIsOpen(false);
    },
  });
  return (
    <Modal
      open={isOpen}
      width={640}
      title={t('grants.propose')}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
      onOk={() => run.mutate({ grants: whole, reason: reason.trim() })}
      okText={t('grants.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{
        disabled: whole.length < rows.length || reason.trim() === '',
        loading: run.isPending,
      }}
    >
      <div className="stack">
        <p className="quiet">{t('grants.proposeAbout')}</p>
        <div className="grant-rows">
          {rows.map(({ key, entry }, index) => (
            <GrantFields
              key={key}
              number={index + 1}
              entry={entry}
              onChange={(next) => change(key, next)}
              onRemove={rows.length > 1 ? () => remove(key) : undefined}
            />
          ))}
        </div>
        <div>
          <Button
            icon={<PlusOutlined aria-hidden />}
            disabled={rows.length >= MOST_GRANTS}
            onClick={add}
          >
            {t('grants.another')}
          </Button>
        </div>
        <TextField label={t('reason')} value={reason} most={2000} rows={2} onChange={setReason} />
        {run.error && <Failure error={run.error} />}
      </div>
    </Modal>
  );
}

function useRows() {
  const [{ next, rows }, set] = useState<Rows>({ next: 1, rows: [{ key: 0, entry: emptyEntry }] });
  return {
    rows,
    /** The next one is mostly about the same person. */
    add: () => {
      const last = rows.at(-1)?.entry ?? emptyEntry;
      const entry = { ...emptyEntry, person: last.person };
      set({ next: next + 1, rows: [...rows, { key: next, entry }] });
    },
    change: (key: number, entry: GrantEntry) =>
      set({ next, rows: rows.map((one) => (one.key === key ? { key, entry } : one)) }),
    remove: (key: number) => set({ next, rows: rows.filter((one) => one.key !== key) }),
  };
}
