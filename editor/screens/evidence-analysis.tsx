/** What is odd about rules and tables, each with the record that shows it; what is new stands first. */
import { useTranslation } from 'react-i18next';
import type { EvidenceParts } from '../api/evidence.ts';
import { Mark } from '../display/mark.tsx';
import { useSay } from '../words/say.ts';
import { ProblemWords } from './evidence-problems.tsx';

type Analysis = NonNullable<EvidenceParts['analysis']['content']>[number];

export function AnalysisPart({ list }: { list: readonly Analysis[] }) {
  return list.map((one) => <OneAnalysis key={`${one.kind}/${one.id}`} analysis={one} />);
}

function OneAnalysis({ analysis }: { analysis: Analysis }) {
  const { t } = useTranslation('evidence');
  const say = useSay();
  const { kind, name, looked: count, complete, findings } = analysis;
  const sorted = findings.toSorted((a, b) => Number(a.known) - Number(b.known));
  return (
    <article className="evidence-block">
      <h3>{say(name)}</h3>
      <p className="quiet">
        {kind === 'table' ? t('analysis.rows', { count }) : t('analysis.rules', { count })}
        {!complete && ` · ${t('verdict.incomplete')}`}
      </p>
      {sorted.length === 0 && <p>{t('analysis.nothing')}</p>}
      <ul className="evidence-list">
        {sorted.map(({ problem, known }) => (
          <li key={`${problem.code} ${problem.at ?? ''} ${problem.words.en}`}>
            <Mark colour={known ? 'grey' : 'violet'} icon={known ? 'none' : 'changed'}>
              {t(known ? 'known' : 'fresh')}
            </Mark>
            <ProblemWords problem={problem} />
          </li>
        ))}
      </ul>
    </article>
  );
}
