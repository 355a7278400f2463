/** What went wrong, in words, with what can be done about it. */
import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Refusal, Unreachable, type ProblemWords } from '../api/refusal.ts';
import { useSay } from '../words/say.ts';

export function Failure({ error, again }: { error: Error; again?: (() => unknown) | undefined }) {
  const { t } = useTranslation('display');
  const words = useFailureWords();
  const requestId = error instanceof Refusal ? error.requestId : '';
  return (
    <Alert
      type="error"
      showIcon
      className="failure"
      title={words(error)}
      description={requestId === '' ? undefined : t('request', { id: requestId })}
      action={
        again && (
          <Button size="small" onClick={() => void again()}>
            {t('again')}
          </Button>
        )
      }
    />
  );
}

/** Instead of a screen that could not be shown: what happened, and the ways on. */
export function FailureScreen({ error, again }: { error: Error; again: () => unknown }) {
  const { t } = useTranslation('display');
  const words = useFailureWords();
  const kind = kindOf(error);
  const isOurs = error instanceof Refusal || error instanceof Unreachable;
  return (
    <div className="failure-screen" role="alert">
      <h1>{t(`failure.${kind}`)}</h1>
      <p>{kind === 'title' && isOurs ? words(error) : t(`failure.${texts[kind]}`)}</p>
      {error instanceof Refusal && error.requestId !== '' && (
        <p className="quiet">{t('request', { id: error.requestId })}</p>
      )}
      <p className="failure-ways">
        {kind === 'title' && (
          <Button type="primary" onClick={() => void again()}>
            {t('failure.again')}
          </Button>
        )}
        <Link to="/">{t('failure.home')}</Link>
      </p>
    </div>
  );
}

const texts = {
  missing: 'missingText',
  notAllowed: 'notAllowedText',
  title: 'text',
} as const;

function kindOf(error: Error): keyof typeof texts {
  if (!(error instanceof Refusal)) return 'title';
  if (error.status === 404) return 'missing';
  return error.status === 403 ? 'notAllowed' : 'title';
}

/** One sentence for an error of any kind. */
export function useFailureWords(): (error: Error) => string {
  const { t } = useTranslation('display');
  const say = useSay();
  return (error) => {
    if (error instanceof Unreachable) return t('unreachable');
    if (!(error instanceof Refusal)) return t('failed');
    const [first] = error.problems;
    return first === undefined ? t('unknownFailure', { status: error.status }) : say(first.words);
  };
}

/** Problems that belong to no field, with the place where there is one. */
export function ProblemList({ problems }: { problems: readonly ProblemWords[] }) {
  const say = useSay();
  if (problems.length === 0) return null;
  const worst = problems.some((one) => one.level === 'error') ? 'error' : 'warning';
  return (
    <Alert
      type={worst}
      showIcon
      role="alert"
      title={
        <ul className="problems">
          {problems.map((one) => (
            <li key={`${one.code}${one.at ?? ''}${say(one.words)}`}>{say(one.words)}</li>
          ))}
        </ul>
      }
    />
  );
}
