/** Before the console, for those whose role needs a second factor and who have none yet. */
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { session } from '../api/session.ts';
import { usePageTitle } from '../display/page.tsx';
import { Confirmation } from '../shell/confirmation.tsx';
import { LoginFrame } from '../shell/login-frame.tsx';
import { useSignOut } from '../shell/sign-out.ts';
import { Enrolment, RecoveryCodes } from './account-enrolment.tsx';

export function SecondFactorScreen() {
  const { t } = useTranslation(['accounts', 'shell']);
  usePageTitle(t('factor.neededTitle'));
  const [codes, setCodes] = useState<string[]>();
  const client = useQueryClient();
  const router = useRouter();
  const signOut = useSignOut();
  const goOn = () => {
    client.removeQueries({ queryKey: session.queryKey });
    router.history.push('/');
  };
  return (
    <LoginFrame>
      <div className="login-card">
        <h1>{codes === undefined ? t('factor.neededTitle') : t('factor.codes')}</h1>
        {codes === undefined ? (
          <>
            <p className="quiet">{t('factor.neededWhy')}</p>
            <Enrolment onEnrolled={setCodes} />
            <Button type="link" block onClick={signOut}>
              {t('shell:user.signOut')}
            </Button>
          </>
        ) : (
          <RecoveryCodes codes={codes} onKept={goOn} />
        )}
      </div>
      <Confirmation />
    </LoginFrame>
  );
}
