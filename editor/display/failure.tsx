/** What went wrong, in words, with what can be done about it. */
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
