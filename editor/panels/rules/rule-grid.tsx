/** The rules of a set as rows: all columns where there is room, a list beside an opened rule. */
import { type KeyboardEvent, memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { sayValue } from '@flowmeter/engine/rules/words.ts';
import { BasisLabel } from '../../display/basis.tsx';
import { Mark } from '../../display/mark.tsx';
import { SeverityMark } from '../../display/marks.tsx';
import { useSay } from '../../words/say.ts';
import { ProblemCount } from '../problem-count.tsx';
import { problemsAt } from '../problem-order.ts';
import { useRules } from './desk.ts';
import { rowsAbout } from './outcomes.ts';
import { useRuleWords } from './rule-sentence.tsx';

interface RuleGridProps {
  /** The rule that is opened beside the grid. */
  open: string | undefined;
  onOpen: (id: string) => void;
  nameOfRecord: (record: string) => string;
}

interface Column {
  key: string;
  title: string;
  /** Left out beside an opened rule. */
  isWide?: boolean;
}

export function RuleGrid({ open, onOpen, nameOfRecord }: RuleGridProps) {
  const { t } = useTranslation('rules');
  const { document, problems } = useRules();
  const isNarrow = open !== undefined;
  const columns = useColumns().filter(({ isWide }) => !(isWide && isNarrow));
  return (
    <div className="rule-grid" data-narrow={isNarrow}>
      <table className="table" onKeyDown={walk}>
        <caption className="unseen">{t('grid.caption')}</caption>
        <thead>
          <tr>
            {columns.map(({ key, title }) => (
              <th key={key} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(document.set.rules).map(([key, rule], index) => (
            <RuleRow
              key={key}
              rule={rule}
              index={index}
              isNarrow={isNarrow}
              isOpen={rule.id === open}
              problems={problems}
              onOpen={onOpen}
              nameOfRecord={nameOfRecord}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** An id can be there twice while it is being typed: the second is numbered. */
function keyed(rules: readonly Rule[]): [string, Rule][] {
  const counts = new Map<string, number>();
  return rules.map((rule) => {
    const count = counts.get(rule.id) ?? 0;
    counts.set(rule.id, count + 1);
    return [`${rule.id}#${count}`, rule];
  });
}

function useColumns(): Column[] {
  const { t } = useTranslation('rules');
  return [
    { key: 'rule', title: t('rule') },
    { key: 'sentence', title: t('grid.sentence'), isWide: true },
    { key: 'thresholds', title: t('threshold.title'), isWide: true },
    { key: 'stage', title: t('stage'), isWide: true },
    { key: 'record', title: t('record'), isWide: true },
    { key: 'theme', title: t('theme'), isWide: true },
    { key: 'severity', title: t('severity') },
    { key: 'examples', title: t('examples.title') },
  ];
}

interface RowProps {
  rule: Rule;
  index: number;
  isNarrow: boolean;
  isOpen: boolean;
  problems: readonly Problem[];
  onOpen: (id: string) => void;
  nameOfRecord: (record: string) => string;
}

const RuleRow = memo(function RuleRow(props: RowProps) {
  const { rule, index, isNarrow, isOpen, problems, onOpen } = props;
  const say = useSay();
  const own = useMemo(() => problemsAt(problems, `/rules/${index}`), [problems, index]);
  return (
    <tr aria-current={isOpen ? 'true' : undefined}>
      <th scope="row">
        <button type="button" className="rule-open" onClick={() => onOpen(rule.id)}>
          <span className="row-title">{say(rule.name)}</span>
          <span className="row-step figures">
            {rule.id}
            <ProblemCount problems={own} />
          </span>
        </button>
      </th>
      {!isNarrow && <WideCells {...props} />}
      <td className="tight">
        <SeverityMark severity={rule.severity} />
      </td>
      <td className="tight">
        <ExamplesCell rule={rule} />
      </td>
    </tr>
  );
});

function WideCells({ rule, nameOfRecord }: RowProps) {
  const { t } = useTranslation('display');
  const say = useSay();
  const { when } = useRuleWords(rule);
  return (
    <>
      <td className="rule-grid-words">{when}</td>
      <td>
        <ThresholdCell rule={rule} />
      </td>
      <td className="tight">{t(`stage.${rule.stage}`)}</td>
      <td className="tight">{nameOfRecord(rule.record)}</td>
      <td className="tight">{say(rule.theme)}</td>
    </>
  );
}

/** Each figure with what it stands on: typical practice is never taken for law. */
function ThresholdCell({ rule }: { rule: Rule }) {
  const say = useSay();
  const params = Object.entries(rule.params ?? {});
  return (
    <ul className="threshold-cell">
      {params.map(([id, { value, unit, basis }]) => (
        <li key={id}>
          <span className="figures">{say(sayValue(id, value, {}, {}, unit))}</span>
          <BasisLabel kind={basis.kind} source={basis.source} />
        </li>
      ))}
    </ul>
  );
}

/** What came of the examples that speak of a rule. */
export function ExamplesCell({ rule }: { rule: Rule }) {
  const { t } = useTranslation('rules');
  const { outcomes } = useRules();
  const rows = rowsAbout(outcomes, rule);
  const failing = rows.filter(({ claim }) => claim.expected !== claim.actual).length;
  if (rows.length === 0) return <span className="quiet">{t('examples.no')}</span>;
  return (
    <Mark plain colour={failing > 0 ? 'red' : 'green'} icon={failing > 0 ? 'cross' : 'done'}>
      {failing > 0
        ? t('examples.ratio', { failing, count: rows.length })
        : t('examples.count', { count: rows.length })}
    </Mark>
  );
}

/** Arrows lead from rule to rule. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.rule-open')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = at < 0 ? undefined : rows[at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
