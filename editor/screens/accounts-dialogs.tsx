/** Dialogs about an account: the one-time link, a reason for closing, the second person of a reset. */
import { Button, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  actOnAccount,
  decideReset,
  invite,
  type Account,
  type AccountAct,
} from '../api/accounts.ts';
import { useCommand } from '../api/command.ts';
import { Failure } from '../display/failure.tsx';
import { Instant } from '../display/instant.tsx';
import { message } from '../display/message.tsx';
import { Facts } from '../display/page.tsx';
import { TextField } from '../display/text-field.tsx';
import { useSay } from '../words/say.ts';

export interface DialogProps {
  account: Account;
  onClose: () => void;
}

export function InviteDialog({ account, onClose }: DialogProps) {
  const { t } = useTranslation(['accounts', 'display']);
  const say = useSay();
  const [isOpen, setIsOpen] = useState(true);
  const run = useCommand({ run: invite, makesOld: ['accounts'] });
  const link = run.data && `${globalThis.location.origin}${run.data.path}`;
  return (
    <Modal
      open={isOpen}
      title={t('invite.title', { name: say(account.person.name) })}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
      footer={
        <Button onClick={() => setIsOpen(false)}>
          {t(link === undefined ? 'display:cancel' : 'invite.done')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('invite.about')}</p>
        {link === undefined ? (
          <div>
            <Button
              type="primary"
              loading={run.isPending}
              onClick={() => run.mutate(account.person.id)}
            >
              {t('invite.make')}
            </Button>
          </div>
        ) : (
          <HandOver text={link} until={run.data?.expires_at} />
        )}
        {run.error && <Failure error={run.error} />}
      </div>
    </Modal>
  );
}

/** A secret, shown once, to be copied. */
export function HandOver({ text, until }: { text: string; until?: string | undefined }) {
  const { t } = useTranslation('accounts');
  return (
    <>
      <Typography.Paragraph className="invite-link" copyable={{ text }}>
        <code>{text}</code>
      </Typography.Paragraph>
      {until !== undefined && (
        <p className="quiet">
          {t('invite.until')} <Instant at={until} />
        </p>
      )}
    </>
  );
}

export function AccountDialog({ account, act, onClose }: DialogProps & { act: AccountAct }) {
  const { t } = useTranslation(['accounts', 'display']);
  const say = useSay();
  const [isOpen, setIsOpen] = useState(true);
  const [reason, setReason] = useState('');
  const needsReason = act !== 'end_sessions';
  const run = useCommand({
    run: (why: string) => actOnAccount(act, account.person.id, why),
    makesOld: ['accounts'],
    onDone: () => {
      message.success(t(`acted.${act}`));
      setIsOpen(false);
    },
  });
  return (
    <Modal
      open={isOpen}
      title={t(`ask.${act}`, { name: say(account.person.name) })}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
      onOk={() => run.mutate(reason.trim())}
      okText={t(`act.${act}`)}
      cancelText={t('display:cancel')}
      okButtonProps={{
        disabled: needsReason && reason.trim() === '',
        loading: run.isPending,
        danger: act === 'close',
      }}
    >
      <div className="stack">
        <p>{t(`askText.${act}`)}</p>
        {needsReason && (
          <TextField label={t('reason')} value={reason} most={2000} rows={2} onChange={setReason} />
        )}
        {run.error && <Failure error={run.error} />}
      </div>
    </Modal>
  );
}

export function ResetDialog({ account, onClose }: DialogProps) {
  const { t } = useTranslation('accounts');
  const say = useSay();
  const [isOpen, setIsOpen] = useState(true);
  const run = useCommand({
    run: (agree: boolean) => decideReset(account.reset?.id ?? '', agree),
    makesOld: ['accounts'],
    onDone: (_, agree) => {
      message.success(agree ? t('reset.done') : t('reset.refused'));
      setIsOpen(false);
    },
  });
  return (
    <Modal
      open={isOpen}
      title={t('reset.title', { name: say(account.person.name) })}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
      footer={
        <>
          <Button disabled={run.isPending} onClick={() => run.mutate(false)}>
            {t('reset.refuse')}
          </Button>
          <Button type="primary" loading={run.isPending} onClick={() => run.mutate(true)}>
            {t('reset.agree')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('reset.about')}</p>
        <Proposed reset={account.reset} />
        {run.error && <Failure error={run.error} />}
      </div>
    </Modal>
  );
}

/** Who proposed what waits for another person, when and why. */
export function Proposed({ reset }: { reset: Account['reset'] }) {
  const { t } = useTranslation('accounts');
  const say = useSay();
  if (reset === null) return null;
  return (
    <Facts
      items={[
        [t('reset.by'), say(reset.asked_by.name)],
        [t('reset.at'), <Instant key="at" at={reset.asked_at} />],
        [t('reason'), reset.reason],
      ]}
    />
  );
}
