/** The list of a draft's problems: errors first, each leads to its place; walked by F8 from anywhere. */
import {
  AimOutlined,
  CheckCircleOutlined,
  ExclamationCircleFilled,
  WarningFilled,
} from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, memo, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, wordsOf } from '@flowmeter/engine/problem.ts';
import { useSay } from '../words/say.ts';
import { countOf, traceOf, walkByKey } from './problem-order.ts';
import './panels.css';

export interface ProblemsPanelProps {
  /** Where each is, in words: the name of a step, of a rule. */
  placeOf: (problem: Problem) => string;
  /** As `useCheck` gives them: errors first. */
  problems: readonly Problem[];
  /** Are they those of the draft as it is now? While not, the list says that it is being checked. */
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

export function ProblemsPanel({
  placeOf,
  problems,
  isCurrent,
  current,
  ...on
}: ProblemsPanelProps) {
  const { t } = useTranslation('panels');
  const list = useRef<HTMLUListElement>(null);
  const [most, setMost] = useState(MOST_AT_ONCE);
  const shown = Math.max(most, (current ?? 0) + 1);
  useEffect(() => {
    if (current === undefined) return;
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const jump = useStable((index: number) => {
    const problem = problems[index];
    if (problem !== undefined) on.onJump(problem, index);
  });
  const showTrace = useStable((steps: string[]) => on.onShowTrace?.(steps));
  return (
    <section
      className="problems-panel"
      aria-label={t('problems.title')}
      onKeyDown={(event) => walkByKey(event, on.onNextProblem)}
    >
      <ProblemStatus problems={problems} isCurrent={isCurrent} />
      {problems.length > 0 && (
        <ul ref={list} className="problems-list" onKeyDown={(event) => walk(event, list.current)}>
          {keyed(problems.slice(0, shown)).map(([key, problem], index) => (
            <ProblemRow
              key={key}
              problem={problem}
              index={index}
              place={placeOf(problem)}
              isCurrent={index === current}
              isEntry={index === (current ?? 0)}
              onJump={jump}
              onShowTrace={on.onShowTrace && showTrace}
            />
          ))}
        </ul>
      )}
      {problems.length > shown && (
        <Button type="text" size="small" onClick={() => setMost(shown + MOST_AT_ONCE)}>
          {t('problems.more', { count: problems.length - shown })}
        </Button>
      )}
    </section>
  );
}

/** So many rows are drawn; nobody reads more before the first are put right. */
const MOST_AT_ONCE = 100;

/** A function that stays the same and does what the latest drawing says. */
function useStable<A>(latest: (value: A) => void): (value: A) => void {
  const held = useRef(latest);
  useEffect(() => {
    held.current = latest;
  });
  return useCallback((value: A) => held.current(value), []);
}

/** Keys that stay with a problem when others come and go; the same problem twice is numbered. */
function keyed(problems: readonly Problem[]): [string, Problem][] {
  const counts = new Map<string, number>();
  return problems.map((problem) => {
    const key = `${problem.code}${problem.at ?? ''}`;
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return [`${key}#${count}`, problem];
  });
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
  index: number;
  place: string;
  isCurrent: boolean;
  /** The row that the Tab key comes to; arrows lead to the others. */
  isEntry: boolean;
  onJump: (index: number) => void;
  onShowTrace: ((steps: string[]) => void) | undefined;
}

const ProblemRow = memo(function ProblemRow(props: RowProps) {
  const { problem, index, place, isCurrent, isEntry, onJump, onShowTrace } = props;
  const { t } = useTranslation('panels');
  const say = useSay();
  const trace = traceOf(problem);
  const Icon = problem.level === 'error' ? ExclamationCircleFilled : WarningFilled;
  return (
    <li className="problem-row" aria-current={isCurrent ? 'true' : undefined}>
      <button
        type="button"
        className="problem-jump"
        tabIndex={isEntry ? 0 : -1}
        onClick={() => onJump(index)}
      >
        <Icon className={`panel-${problem.level}`} aria-hidden />
        <span className="unseen">{t(`problems.level.${problem.level}`)}</span>
        <span className="problem-words">{say(wordsOf(problem))}</span>
        <span className="problem-step">{place}</span>
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
});

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
