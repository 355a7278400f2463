/** The sign-in. */
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { session, signIn } from '../api/session.ts';
import { useFailureWords } from '../display/failure.tsx';
import { usePageTitle } from '../display/page.tsx';
import { Brand } from '../shell/brand.tsx';
import { LanguageSwitch, ThemeSwitch } from '../shell/top-bar.tsx';

const route = getRouteApi('/login');

export function LoginScreen() {
  const { t } = useTranslation(['access', 'shell']);
  usePageTitle(t('login.title'));
  return (
    <main className="login">
      <section className="login-about">
        <Brand />
        <p className="login-tagline">{t('shell:product.tagline')}</p>
        <ul>
          <li>{t('login.points.flow')}</li>
          <li>{t('login.points.audit')}</li>
          <li>{t('login.points.score')}</li>
        </ul>
      </section>
      <section className="login-form">
        <div className="login-tools">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        <SignIn />
      </section>
    </main>
  );
}

function SignIn() {
  const { t } = useTranslation('access');
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const { failure, isBusy, enter } = useSignIn();
  const [isIncomplete, setIsIncomplete] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const incomplete = account.trim() === '' || password === '';
    setIsIncomplete(incomplete);
    if (!incomplete) void enter(account.trim(), password);
  };
  const problem = isIncomplete ? t('login.required') : failure;
  return (
    <form className="login-card" onSubmit={submit} noValidate>
      <h1>{t('login.title')}</h1>
      <label htmlFor="account">{t('login.account')}</label>
      <Input
        id="account"
        autoComplete="username"
        autoFocus
        value={account}
        onChange={(event) => setAccount(event.target.value)}
      />
      <label htmlFor="password">{t('login.password')}</label>
      <Input
        id="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <p className="login-problem" role="alert">
        {problem}
      </p>
      <Button type="primary" htmlType="submit" block loading={isBusy}>
        {isBusy ? t('login.submitting') : t('login.submit')}
      </Button>
    </form>
  );
}

/** Signs in and goes to where the person was about to go. */
function useSignIn() {
  const words = useFailureWords();
  const client = useQueryClient();
  const router = useRouter();
  const { next } = route.useSearch();
  const [failure, setFailure] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const enter = async (account: string, password: string) => {
    setIsBusy(true);
    try {
      const user = await signIn(account, password);
      client.clear();
      client.setQueryData(session.queryKey, user);
      router.history.push(next ?? '/');
    } catch (error) {
      setFailure(words(error as Error));
      setIsBusy(false);
    }
  };
  return { failure, isBusy, enter };
}
