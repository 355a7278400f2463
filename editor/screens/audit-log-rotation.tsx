/** Another key signs from now on: asked for by an administrator, who says why and proves who they are. */
import { KeyOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auditFiles, rotateKey } from '../api/audit-log.ts';
import { useCommand } from '../api/command.ts';
import { Failure } from '../display/failure.tsx';
import { Hash } from '../display/hash.tsx';
import { TextField } from '../display/text-field.tsx';

export function KeyRotation() {
  const { t } = useTranslation('audit');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="small" icon={<KeyOutlined aria-hidden />} onClick={() => setIsOpen(true)}>
        {t('rotation.open')}
      </Button>
      {isOpen && <RotationDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}

function RotationDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['audit', 'display']);
  const [isOpen, setIsOpen] = useState(true);
  const [reason, setReason] = useState('');
  const run = useCommand({ run: rotateKey, makesOld: ['audit-log'] });
  const close = () => setIsOpen(false);
  const why = reason.trim();
  const next = run.data?.keys.at(-1);
  return (
    <Modal
      open={isOpen}
      title={t('rotation.title')}
      onCancel={close}
      afterClose={onClose}
      footer={
        next === undefined ? (
          <>
            <Button onClick={close}>{t('display:cancel')}</Button>
            <Button
              type="primary"
              disabled={why === ''}
              loading={run.isPending}
              onClick={() => run.mutate(why)}
            >
              {t('rotation.submit')}
            </Button>
          </>
        ) : (
          <Button onClick={close}>{t('rotation.done')}</Button>
        )
      }
    >
      <div className="stack">
        {next === undefined ? (
          <>
            <p>{t('rotation.about')}</p>
            <TextField
              label={t('field.reason')}
              value={reason}
              most={4000}
              rows={2}
              onChange={setReason}
            />
          </>
        ) : (
          <Rotated id={next.id} />
        )}
        {run.error && <Failure error={run.error} />}
      </div>
    </Modal>
  );
}

function Rotated({ id }: { id: string }) {
  const { t } = useTranslation('audit');
  return (
    <>
      <p role="status">
        {t('rotation.signs')} <Hash hash={id} />
      </p>
      <div>
        <Button href={auditFiles.keys} download>
          {t('export.keys')}
        </Button>
      </div>
    </>
  );
}
