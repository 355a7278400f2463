/** What the window shows in which the identity provider was asked who is there. */
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../display/page.tsx';
import { LoginFrame } from '../shell/login-frame.tsx';

export function ProvedScreen() {
  const { t } = useTranslation('access');
  usePageTitle(t('proved.title'));
  return (
    <LoginFrame>
      <div className="login-card">
        <h1>{t('proved.title')}</h1>
        <p>{t('proved.text')}</p>
      </div>
    </LoginFrame>
  );
}
