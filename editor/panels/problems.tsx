/** The list of a flow's problems: errors first, each leads to its place; walked by F8 from anywhere. */
import {
  AimOutlined,
  CheckCircleOutlined,
  ExclamationCircleFilled,
  WarningFilled,
} from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { type Problem, wordsOf } from '@flowmeter/engine/problem.ts';
import { useSay } from '../words/say.ts';
import { countOf, stepOf, traceOf, walkByKey } from './problem-order.ts';
import './panels.css';

export interface ProblemsPanelProps {
  flow: FlowDefinition;
  /** As `useFlowCheck` gives them: errors first. */
  problems: readonly Problem[];
  /** Are they those of the flow as it is now? While not, the list says that it is being checked. */
  isCurrent: boolean;
  /** The problem that was last jumped to, by its place in the list; `following` walks on from there. */
  current: number | undefined;
  /** A row was clicked, or Enter pressed on it: select the step, show the place. */
  onJump: (problem: Problem, index: number) => void;
  /** F8 (Shift+F8) was pressed inside the list. */
  onNextProblem?: ((by: 1 | -1) => void) | undefined;
  /** Show a way through the flow on the map, step by step from the start. */
  onShowTrace?: ((steps: string[]) => void) | undefined;
}

export function ProblemsPanel({ flow, problems, isCurrent, current, ...on }: ProblemsPanelProps) {
  const { t } = useTranslation('panels');
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (current === undefined) return;
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <section
      className="problems-panel"
      aria-label={t('problems.title')}
      onKeyDown={(event) => walkByKey(event, on.onNextProblem)}
    >
      <ProblemStatus problems={problems} isCurrent={isCurrent} />
      {problems.length > 0 && (
        <ul ref={list} className="problems-list" onKeyDown={(event) => walk(event, list.current)}>
          {problems.map((problem, index) => (
            <ProblemRow
              key={`${problem.code}${problem.at ?? ''}${JSON.stringify(problem.details)}`}
              problem={problem}
              flow={flow}
              isCurrent={index === current}
              isEntry={index === (current ?? 0)}
              onJump={() => on.onJump(problem, index)}
              onShowTrace={on.onShowTrace}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Says by itself how many there are when that changes. */
function ProblemStatus({
  problems,
  isCurrent,
}: Pick<ProblemsPanelProps, 'problems' | 'isCurrent'>) {
  const { t } = useTranslation('panels');
  const { errors, warnings } = countOf(problems);
  const isClean = problems.length === 0;
  return (
    <p className="problems-status" role="status" data-clean={isClean && isCurrent}>
      {isClean && isCurrent && <CheckCircleOutlined aria-hidden />}
      <span>
        {isClean
          ? isCurrent
            ? t('problems.none')
            : t('problems.checking')
          : t('problems.count', { errors, warnings })}
      </span>
      {errors > 0 && <span className="quiet">{t('problems.block')}</span>}
    </p>
  );
}

interface RowProps {
  problem: Problem;
  flow: FlowDefinition;
  isCurrent: boolean;
  /** The row that the Tab key comes to; arrows lead to the others. */
  isEntry: boolean;
  onJump: () => void;
  onShowTrace: ((steps: string[]) => void) | undefined;
}

function ProblemRow({ problem, flow, isCurrent, isEntry, onJump, onShowTrace }: RowProps) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const step = stepOf(problem, flow);
  const trace = traceOf(problem);
  const Icon = problem.level === 'error' ? ExclamationCircleFilled : WarningFilled;
  return (
    <li className="problem-row" aria-current={isCurrent ? 'true' : undefined}>
      <button type="button" className="problem-jump" tabIndex={isEntry ? 0 : -1} onClick={onJump}>
        <Icon className={`panel-${problem.level}`} aria-hidden />
        <span className="unseen">{t(`problems.level.${problem.level}`)}</span>
        <span className="problem-words">{say(wordsOf(problem))}</span>
        <span className="problem-step">
          {step === undefined ? t('flow') : say(flow.steps[step]?.name)}
        </span>
      </button>
      {trace.length > 1 && onShowTrace && (
        <Button
          size="small"
          type="text"
          icon={<AimOutlined aria-hidden />}
          tabIndex={isEntry ? 0 : -1}
          onClick={() => onShowTrace(trace)}
        >
          {t('problems.trace')}
        </Button>
      )}
    </li>
  );
}

/** Arrows, Home and End lead through the rows. */
function walk(event: KeyboardEvent, list: HTMLElement | null): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>('.problem-jump') ?? [])];
  const at = rows.findIndex((row) => row.parentElement?.contains(document.activeElement));
  const last = rows.length - 1;
  const to: Record<string, number> = {
    ArrowDown: Math.min(last, at + 1),
    ArrowUp: Math.max(0, at - 1),
    Home: 0,
    End: last,
  };
  const next = to[event.key];
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  rows[next]?.focus();
}
