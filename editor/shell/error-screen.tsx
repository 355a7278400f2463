/** Instead of a screen that could not be shown: what happened, in words, and the ways on. */
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Refusal } from '../api/refusal.ts';
import { useFailureWords } from '../display/failure.tsx';

export function ErrorScreen({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell');
  const words = useFailureWords();
  const router = useRouter();
  const boundary = useQueryErrorResetBoundary();
  const again = () => {
    boundary.reset();
    reset();
    void router.invalidate();
  };
  const isOurs = error instanceof Refusal;
  return (
    <div className="failure-screen" role="alert">
      <h1>{t('failure.title')}</h1>
      <p>{isOurs ? words(error) : t('failure.text')}</p>
      {isOurs && error.requestId !== '' && (
        <p className="quiet">{t('failure.request', { id: error.requestId })}</p>
      )}
      <p className="failure-ways">
        <Button type="primary" onClick={again}>
          {t('failure.again')}
        </Button>
        <Link to="/">{t('failure.home')}</Link>
      </p>
    </div>
  );
}

export function MissingScreen() {
  const { t } = useTranslation('shell');
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
