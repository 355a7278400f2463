/** One's own account: password, second factor, where one is signed in. */
import '../theme/accounts.css';
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePassword, ownAccount, type OwnAccount } from '../api/accounts.ts';
import { useNames } from '../api/organisation.ts';
import { session } from '../api/session.ts';
import { Answered } from '../display/answered.tsx';
import { useFailureWords } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { Facts, PageHead, Section } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import { NewPassword } from './account-new-password.tsx';
import { Secret } from './account-secret.tsx';
import { OwnFactor } from './profile-factor.tsx';
import { OwnSessions } from './profile-sessions.tsx';

export function ProfileScreen() {
  const { t } = useTranslation('accounts');
  const query = useQuery(ownAccount);
  return (
    <div className="page">
      <PageHead title={t('profile.title')} />
      <Who />
      <Answered query={query} page>
        {(account) => <Parts account={account} />}
      </Answered>
    </div>
  );
}

function Parts({ account }: { account: OwnAccount }) {
  const { t } = useTranslation('accounts');
  return (
    <div className="profile">
      <Section title={t('factor.title')}>
        <OwnFactor factor={account.factor} />
      </Section>
      {account.has_password && (
        <Section title={t('password.title')}>
          <ChangePassword />
        </Section>
      )}
      <OwnSessions sessions={account.sessions} />
    </div>
  );
}

function Who() {
  const { t } = useTranslation(['accounts', 'shell']);
  const say = useSay();
  const names = useNames();
  const { data: user } = useSuspenseQuery(session);
  if (user === null) return null;
  return (
    <Section title={say(user.name)}>
      <Facts
        columns={2}
        items={[
          [t('profile.account'), user.id],
          [t('shell:user.unit'), names.unit(user.unit)],
          [t('shell:user.posts'), user.posts.map(names.post).join(' / ') || '—'],
          [t('shell:user.roles'), user.roles.map((role) => t(`shell:role.${role}`)).join(' / ')],
        ]}
      />
    </Section>
  );
}

function ChangePassword() {
  const { t } = useTranslation('accounts');
  const words = useFailureWords();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState<string>();
  const [round, setRound] = useState(0);
  const run = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      message.success(t('password.changed'));
      setCurrent('');
      setPassword(undefined);
      setRound(round + 1);
    },
  });
  return (
    <form
      key={round}
      className="stack profile-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== undefined) run.mutate({ current, password });
      }}
    >
      <Secret label={t('password.current')} value={current} onChange={setCurrent} />
      <NewPassword onChange={setPassword} />
      <p className="field-wrong" role="alert">
        {run.error && words(run.error)}
      </p>
      <div>
        <Button
          htmlType="submit"
          loading={run.isPending}
          disabled={current === '' || password === undefined}
        >
          {t('password.change')}
        </Button>
      </div>
    </form>
  );
}
