/** Cancelling a case: asked with a reason, and what became of it. */
import { Alert, Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cancelCase, type Case } from '../api/cases.ts';
import { useCommand } from '../api/command.ts';
import { Failure } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { useSay } from '../words/say.ts';
import { growing } from '../display/growing.ts';

/** Only for those who may. */
export function CaseCancel({ one }: { one: Case }) {
  const { t } = useTranslation('cases');
  const [isAsking, setIsAsking] = useState(false);
  if (!one.can.includes('cancel')) return null;
  return (
    <>
      <Button danger onClick={() => setIsAsking(true)}>
        {t('cancel.action')}
      </Button>
      {isAsking && <CancelDialog one={one} onClose={() => setIsAsking(false)} />}
    </>
  );
}

/** Why it was cancelled, and by whom; while work is being undone also that. */
export function CaseCancelled({ one }: { one: Case }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  if (one.cancelled === null) return null;
  const { by, reason } = one.cancelled;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('cancel.by', { name: say(by.name), reason })}
      description={one.status === 'open' ? t('cancel.undoing') : undefined}
    />
  );
}

/** The keyboard goes back to its button before the dialog is gone. */
function CancelDialog({ one, onClose }: { one: Case; onClose: () => void }) {
  const { t } = useTranslation(['cases', 'display']);
  const id = useId();
  const [isOpen, setIsOpen] = useState(true);
  const [reason, setReason] = useState('');
  const cancel = useCommand({
    run: cancelCase,
    makesOld: ['tasks', 'cases'],
    onDone: () => {
      message.success(t('cancel.done'));
      setIsOpen(false);
    },
  });
  return (
    <Modal
      open={isOpen}
      title={t('cancel.title')}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
      onOk={() => cancel.mutate({ id: one.id, version: one.version, reason })}
      okText={t('cancel.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{
        danger: true,
        disabled: reason.trim() === '',
        loading: cancel.isPending,
      }}
    >
      <div className="stack">
        <p className="quiet">{t('cancel.help')}</p>
        <div className="field">
          <label htmlFor={id} className="field-label">
            {t('cancel.reason')}
          </label>
          <Input.TextArea
            id={id}
            autoFocus
            {...growing(2)}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        {cancel.error && <Failure error={cancel.error} />}
      </div>
    </Modal>
  );
}
