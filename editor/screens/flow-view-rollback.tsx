/** The proposal to return to an earlier version: a change like any other, with its reason. */
import { useNavigate } from '@tanstack/react-router';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { useCommand } from '../api/command.ts';
import type { Draftable } from '../api/drafts.ts';
import { proposeRollback, type Rollback, type VersionRow } from '../api/versions.ts';
import { Failure } from '../display/failure.tsx';
import { useFormat } from '../display/format.ts';
import { shortHash } from '../display/hash.tsx';
import { TextField } from '../display/text-field.tsx';
import { useSay } from '../words/say.ts';

interface RollbackDialogProps {
  definition: { kind: Draftable; id: string; name: Localized };
  to: VersionRow;
  onClose: () => void;
}

export function RollbackDialog({ definition, to, onClose }: RollbackDialogProps) {
  const { t } = useTranslation(['flows', 'display']);
  const say = useSay();
  const format = useFormat();
  const navigate = useNavigate();
  const [title, setTitle] = useState(() =>
    t('rollback.nameDraft', { flow: say(definition.name), at: format.day(to.since) }),
  );
  const [reason, setReason] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const propose = useCommand({
    run: (rollback: Rollback, key) => proposeRollback(rollback, key),
    makesOld: ['changes', 'definitions'],
    onDone: ({ id }) => navigate({ to: '/changes/$id', params: { id }, search: {} }),
  });
  const isWhole = title.trim() !== '' && reason.trim() !== '';
  const { kind, id } = definition;
  const submit = () => {
    setIsAsked(true);
    if (isWhole) propose.mutate({ kind, id, hash: to.hash, title, reason });
  };
  return (
    <Modal
      open
      title={t('rollback.title', { hash: shortHash(to.hash) })}
      onCancel={onClose}
      onOk={submit}
      okText={t('rollback.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ loading: propose.isPending }}
    >
      <div className="stack">
        <p className="quiet">{t('rollback.help')}</p>
        <TextField label={t('rollback.name')} value={title} most={200} onChange={setTitle} />
        <TextField
          label={t('rollback.reason')}
          help={t('rollback.reasonHelp')}
          value={reason}
          most={4000}
          rows={3}
          onChange={setReason}
        />
        {isAsked && !isWhole && (
          <p className="field-wrong" role="alert">
            {t('rollback.required')}
          </p>
        )}
        {propose.error && <Failure error={propose.error} />}
      </div>
    </Modal>
  );
}
