/** Another password for somebody, by two people: one is given a code, the other a link. */
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askPasswordReset, decidePasswordReset } from '../api/accounts.ts';
import { useCommand } from '../api/command.ts';
import { Failure } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { TextField } from '../display/text-field.tsx';
import { useSay } from '../words/say.ts';
import { HandOver, Proposed, type DialogProps } from './accounts-dialogs.tsx';

export function AskPasswordDialog({ account, onClose }: DialogProps) {
  const { t } = useTranslation(['accounts', 'display']);
  const name = useSay()(account.person.name);
  const [isOpen, setIsOpen] = useState(true);
  const [reason, setReason] = useState('');
  const run = useCommand({ run: askPasswordReset, makesOld: ['accounts'] });
  const close = () => setIsOpen(false);
  const why = reason.trim();
  return (
    <Modal
      open={isOpen}
      title={t('askPassword.title', { name })}
      onCancel={close}
      afterClose={onClose}
      footer={
        run.data === undefined ? (
          <>
            <Button onClick={close}>{t('display:cancel')}</Button>
            <Button
              type="primary"
              disabled={why === ''}
              loading={run.isPending}
              onClick={() => run.mutate({ id: account.person.id, reason: why })}
            >
              {t('askPassword.submit')}
            </Button>
          </>
        ) : (
          <Button onClick={close}>{t('askPassword.done')}</Button>
        )
      }
    >
      <div className="stack">
        {run.data === undefined ? (
          <>
            <p>{t('askPassword.about')}</p>
            {account.factor && <p className="quiet">{t('askPassword.factorStays')}</p>}
            {account.password_reset !== null && <p>{t('askPassword.waits')}</p>}
            <TextField
              label={t('reason')}
              value={reason}
              most={2000}
              rows={2}
              onChange={setReason}
            />
          </>
        ) : (
          <>
            <p role="status">{t('askPassword.asked', { name })}</p>
            <HandOver text={run.data.code} />
          </>
        )}
        {run.error && <Failure error={run.error} />}
      </div>
    </Modal>
  );
}

export function PasswordResetDialog({ account, onClose }: DialogProps) {
  const { t } = useTranslation('accounts');
  const name = useSay()(account.person.name);
  // What was decided on stays in sight while the list behind does not have it any more.
  const [reset] = useState(account.password_reset);
  const [isOpen, setIsOpen] = useState(true);
  const close = () => setIsOpen(false);
  const run = useCommand({
    run: decidePasswordReset,
    makesOld: ['accounts'],
    onDone: (_, { agree }) => {
      if (agree) return;
      message.success(t('passwordReset.refused'));
      close();
    },
  });
  const decide = (agree: boolean) => run.mutate({ id: reset?.id ?? '', agree });
  const link = run.data && 'path' in run.data ? run.data : undefined;
  return (
    <Modal
      open={isOpen}
      title={t(link === undefined ? 'passwordReset.title' : 'passwordReset.link', { name })}
      onCancel={close}
      afterClose={onClose}
      footer={
        link === undefined ? (
          <>
            <Button disabled={run.isPending} onClick={() => decide(false)}>
              {t('passwordReset.refuse')}
            </Button>
            <Button type="primary" loading={run.isPending} onClick={() => decide(true)}>
              {t('passwordReset.agree')}
            </Button>
          </>
        ) : (
          <Button onClick={close}>{t('passwordReset.done')}</Button>
        )
      }
    >
      <div className="stack">
        {link === undefined ? (
          <>
            <p>{t('passwordReset.about')}</p>
            <Proposed reset={reset} />
          </>
        ) : (
          <>
            <p role="status">{t('passwordReset.agreed', { name })}</p>
            <HandOver text={`${globalThis.location.origin}${link.path}`} until={link.expires_at} />
          </>
        )}
        {run.error && <Failure error={run.error} />}
      </div>
    </Modal>
  );
}
