/** Problems as the evidence says them. */
import { useTranslation } from 'react-i18next';
import type { EvidenceParts } from '../api/evidence.ts';
import { Mark } from '../display/mark.tsx';
import { useSay } from '../words/say.ts';

type Problems = NonNullable<EvidenceParts['problems']['content']>;

export function ProblemList({ problems }: { problems: Problems }) {
  const { t } = useTranslation('changes');
  if (problems.length === 0) {
    return (
      <Mark plain colour="green" icon="done">
        {t('evidence.sound')}
      </Mark>
    );
  }
  return (
    <ul className="evidence-list">
      {problems.map((one) => (
        <li key={`${one.code} ${one.at ?? ''} ${one.words.en}`}>
          <ProblemWords problem={one} />
        </li>
      ))}
    </ul>
  );
}

export function ProblemWords({ problem }: { problem: Problems[number] }) {
  const { t } = useTranslation('changes');
  const say = useSay();
  const isError = problem.level === 'error';
  return (
    <>
      <Mark plain colour={isError ? 'red' : 'amber'} icon={isError ? 'cross' : 'over'}>
        {t(`evidence.${problem.level}`)}
      </Mark>
      <span className="break">{say(problem.words)}</span>
    </>
  );
}
