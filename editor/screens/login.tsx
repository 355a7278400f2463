/** The sign-in: by password and second factor, or by the identity provider of the house. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { Button, Divider, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { signInWays } from '../api/accounts.ts';
import { Refusal } from '../api/refusal.ts';
import { session, signIn, type Credentials } from '../api/session.ts';
import { useFailureWords } from '../display/failure.tsx';
import { usePageTitle } from '../display/page.tsx';
import { LoginFrame } from '../shell/login-frame.tsx';

const route = getRouteApi('/login');

export function LoginScreen() {
  const { t } = useTranslation('access');
  usePageTitle(t('login.title'));
  return (
    <LoginFrame>
      <SignIn />
    </LoginFrame>
  );
}

function SignIn() {
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const entering = useSignIn();
  const { step, enter } = entering;
  const send = (code?: string) => void enter({ account: account.trim(), password, code });
  if (step === 'code') {
    return <CodeStep entering={entering} onCode={send} onBack={entering.again} />;
  }
  return (
    <PasswordStep
      account={account}
      password={password}
      onAccount={setAccount}
      onPassword={setPassword}
      entering={entering}
      onSend={() => send()}
    />
  );
}

interface PasswordStepProps {
  account: string;
  password: string;
  onAccount: (text: string) => void;
  onPassword: (text: string) => void;
  entering: Entering;
  onSend: () => void;
}

function PasswordStep(props: PasswordStepProps) {
  const { account, password, onAccount, onPassword, entering, onSend } = props;
  const { t } = useTranslation('access');
  const [isIncomplete, setIsIncomplete] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const incomplete = account.trim() === '' || password === '';
    setIsIncomplete(incomplete);
    if (!incomplete) onSend();
  };
  const cameBack = useProblemOfReturn();
  const problem = isIncomplete ? t('login.required') : entering.failure || cameBack;
  return (
    <form className="login-card" onSubmit={submit} noValidate>
      <h1>{t('login.title')}</h1>
      <label htmlFor="account">{t('login.account')}</label>
      <Input
        id="account"
        autoComplete="username"
        autoFocus
        value={account}
        onChange={(event) => onAccount(event.target.value)}
      />
      <label htmlFor="password">{t('login.password')}</label>
      <Input
        id="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => onPassword(event.target.value)}
      />
      <p className="login-problem" role="alert">
        {problem}
      </p>
      <Button type="primary" htmlType="submit" block loading={entering.isBusy}>
        {entering.isBusy ? t('login.submitting') : t('login.submit')}
      </Button>
      <SingleSignOn />
    </form>
  );
}

interface CodeStepProps {
  entering: Entering;
  onCode: (code: string) => void;
  onBack: () => void;
}

function CodeStep({ entering, onCode, onBack }: CodeStepProps) {
  const { t } = useTranslation('access');
  const [code, setCode] = useState('');
  return (
    <form
      className="login-card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onCode(code.trim());
      }}
    >
      <h1>{t('login.codeTitle')}</h1>
      <label htmlFor="code">{t('login.code')}</label>
      <Input
        id="code"
        autoComplete="one-time-code"
        autoFocus
        maxLength={40}
        value={code}
        aria-describedby="code-help"
        onChange={(event) => setCode(event.target.value)}
      />
      <p id="code-help" className="field-help">
        {t('login.codeHelp')}
      </p>
      <p className="login-problem" role="alert">
        {entering.failure}
      </p>
      <Button
        type="primary"
        htmlType="submit"
        block
        loading={entering.isBusy}
        disabled={code.trim().length < 6}
      >
        {t('login.submit')}
      </Button>
      <Button type="link" block onClick={onBack}>
        {t('login.otherAccount')}
      </Button>
    </form>
  );
}

/** The way by the identity provider, where the house has one. */
function SingleSignOn() {
  const { t } = useTranslation('access');
  const { data } = useQuery(signInWays);
  const { next } = route.useSearch();
  const provider = data?.single_sign_on;
  if (provider === null || provider === undefined) return null;
  const query = next === undefined ? '' : `?${new URLSearchParams({ next }).toString()}`;
  return (
    <>
      <Divider plain>{t('login.or')}</Divider>
      <Button block href={`/api/session/single-sign-on${query}`}>
        {t('login.single', { name: provider.name })}
      </Button>
    </>
  );
}

const returns = [
  'not_known_here',
  'single_sign_on_failed',
  'single_sign_on_over',
  'single_sign_on_away',
] as const;

/** Why the identity provider sent somebody back who is not signed in. */
function useProblemOfReturn(): string {
  const { t } = useTranslation('access');
  const { problem } = route.useSearch();
  const known = returns.find((one) => one === problem);
  if (problem === undefined) return '';
  return t(`login.return.${known ?? 'single_sign_on_failed'}`);
}

type Entering = ReturnType<typeof useSignIn>;

/** Signs in and goes to where the person was about to go. */
function useSignIn() {
  const words = useFailureWords();
  const client = useQueryClient();
  const router = useRouter();
  const { next } = route.useSearch();
  const [failure, setFailure] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [step, setStep] = useState<'password' | 'code'>('password');
  const enter = async (credentials: Credentials) => {
    setIsBusy(true);
    try {
      const user = await signIn(credentials);
      client.clear();
      client.setQueryData(session.queryKey, user);
      router.history.push(user.lacksFactor ? '/second-factor' : (next ?? '/'));
    } catch (error) {
      const isAsked = asksForCode(error);
      if (isAsked) setStep('code');
      setFailure(isAsked ? '' : words(error as Error));
      setIsBusy(false);
    }
  };
  const again = () => {
    setStep('password');
    setFailure('');
  };
  return { failure, isBusy, step, enter, again };
}

function asksForCode(error: unknown): boolean {
  return error instanceof Refusal && error.problems.some(({ code }) => code === 'code_needed');
}
