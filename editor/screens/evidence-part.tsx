/** One part of the evidence, or why it is not there. */
import { Link } from '@tanstack/react-router';
import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Change } from '../api/changes.ts';
import type { Evidence, EvidenceParts, PartName } from '../api/evidence.ts';
import { Hash } from '../display/hash.tsx';
import { Mark } from '../display/mark.tsx';
import { useSay } from '../words/say.ts';
import { AnalysisPart } from './evidence-analysis.tsx';
import { BacktestPart } from './evidence-backtest.tsx';
import { DifferencesPart } from './evidence-differences.tsx';
import { ExamplesPart } from './evidence-examples.tsx';
import { MigrationPart } from './evidence-migration.tsx';
import { PeoplePart } from './evidence-people.tsx';
import { ProblemList } from './evidence-problems.tsx';
import { SoundnessPart } from './evidence-soundness.tsx';

interface PartContentProps {
  change: Change;
  evidence: Evidence;
  name: PartName;
}

export function PartContent({ change, evidence, name }: PartContentProps) {
  const part = evidence.parts[name];
  return (
    <>
      {part.state === 'done' ? (
        <Done change={change} parts={evidence.parts} name={name} />
      ) : (
        <Absent part={part} />
      )}
      {part.hash !== null && <PartHash hash={part.hash} />}
    </>
  );
}

function PartHash({ hash }: { hash: string }) {
  const { t } = useTranslation('evidence');
  return (
    <p className="evidence-part-hash">
      <Hash hash={hash} label={t('partHash')} />
    </p>
  );
}

function Done({ change, parts, name }: { change: Change; parts: EvidenceParts; name: PartName }) {
  const { differences, problems, soundness, analysis, examples } = parts;
  const { backtest, migration, people } = parts;
  return {
    differences: () => <DifferencesPart change={change} items={differences.content ?? []} />,
    problems: () => <ProblemList problems={problems.content ?? []} />,
    soundness: () => <SoundnessPart proofs={soundness.content ?? []} />,
    analysis: () => <AnalysisPart list={analysis.content ?? []} />,
    examples: () => examples.content && <ExamplesPart run={examples.content} />,
    backtest: () => backtest.content && <BacktestPart change={change} said={backtest.content} />,
    migration: () => <MigrationPart flows={migration.content ?? []} />,
    people: () => people.content && <PeoplePart people={people.content} />,
  }[name]();
}

function Absent({ part }: { part: EvidenceParts[PartName] }) {
  const { t } = useTranslation('evidence');
  const say = useSay();
  const { reason, problem, progress, backtest } = part;
  if (reason !== null) return <p className="quiet">{say(reason)}</p>;
  if (problem !== null) {
    return (
      <Mark plain colour="red" icon="cross">
        {say(problem.words)}
      </Mark>
    );
  }
  const share = progress === null || progress.of === 0 ? 0 : progress.done / progress.of;
  return (
    <div className="evidence-progress" role="status">
      <p>{progress === null || progress.of === 0 ? t('running') : t('progress', progress)}</p>
      <Progress percent={Math.round(share * 100)} status="active" aria-label={t('running')} />
      {backtest !== null && (
        <Link to="/backtests/$id" params={{ id: backtest }} search={{}}>
          {t('backtest.follow')}
        </Link>
      )}
    </div>
  );
}
