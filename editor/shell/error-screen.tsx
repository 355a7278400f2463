/** Where an address leads nowhere, or a screen broke. */
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FailureScreen } from '../display/failure.tsx';

export function ErrorScreen({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const boundary = useQueryErrorResetBoundary();
  const again = () => {
    boundary.reset();
    reset();
    return router.invalidate();
  };
  return (
    <FailureScreen
      error={error instanceof Error ? error : new Error(String(error))}
      again={again}
    />
  );
}

export function MissingScreen() {
  const { t } = useTranslation('display');
  return (
    <div className="failure-screen">
      <h1>{t('failure.missing')}</h1>
      <p>{t('failure.missingText')}</p>
      <p className="failure-ways">
        <Link to="/">{t('failure.home')}</Link>
      </p>
    </div>
  );
}
