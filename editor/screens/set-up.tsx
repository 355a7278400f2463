/** What a one-time link opens: whose it is, and the password to set. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lookAtLink, openLink } from '../api/accounts.ts';
import { Answered } from '../display/answered.tsx';
import { useFailureWords } from '../display/failure.tsx';
import { usePageTitle } from '../display/page.tsx';
import { TextField } from '../display/text-field.tsx';
import { LoginFrame } from '../shell/login-frame.tsx';
import { useSay } from '../words/say.ts';
import { NewPassword } from './account-new-password.tsx';

export function SetUpScreen() {
  const { t } = useTranslation('accounts');
  usePageTitle(t('setUp.title'));
  const [token] = useState(() => globalThis.location.hash.slice(1));
  const query = useQuery({
    queryKey: ['set-up', token],
    queryFn: () => lookAtLink(token),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const words = useFailureWords();
  return (
    <LoginFrame>
      <div className="login-card">
        <h1>{t('setUp.title')}</h1>
        {query.error === null ? (
          <Answered query={query}>{(person) => <Setting token={token} person={person} />}</Answered>
        ) : (
          <>
            <p className="login-problem" role="alert">
              {words(query.error)}
            </p>
            <Link to="/login">{t('setUp.toLogin')}</Link>
          </>
        )}
      </div>
    </LoginFrame>
  );
}

/** As the server takes codes. */
const LEAST_CODE = 6;

interface SettingProps {
  token: string;
  person: Awaited<ReturnType<typeof lookAtLink>>;
}

function Setting({ token, person }: SettingProps) {
  const { t } = useTranslation('accounts');
  const say = useSay();
  const words = useFailureWords();
  const router = useRouter();
  const [password, setPassword] = useState<string>();
  const [code, setCode] = useState('');
  const lacksCode = person.needs_code && code.trim().length < LEAST_CODE;
  const run = useMutation({
    mutationFn: (chosen: string) =>
      openLink({ token, password: chosen, ...(person.needs_code && { code: code.trim() }) }),
    onSuccess: ({ signed_in }) => router.history.push(signed_in ? '/' : '/login'),
  });
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== undefined && !lacksCode) run.mutate(password);
      }}
    >
      <p>{t('setUp.whose', { name: say(person.name), id: person.id })}</p>
      {person.needs_code && (
        <TextField
          label={t('setUp.code')}
          help={t('setUp.codeHelp')}
          value={code}
          most={40}
          onChange={setCode}
        />
      )}
      <NewPassword onChange={setPassword} autoFocus={!person.needs_code} />
      <p className="login-problem" role="alert">
        {run.error && words(run.error)}
      </p>
      <Button
        type="primary"
        htmlType="submit"
        block
        disabled={password === undefined || lacksCode}
        loading={run.isPending}
      >
        {t('setUp.submit')}
      </Button>
    </form>
  );
}
