/** A record tried on a table: which rows it matches, and what comes of it. */
import { Button, ConfigProvider } from 'antd';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { TableExample } from '@flowmeter/engine/definition/examples.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { wordsOf } from '@flowmeter/engine/problem.ts';
import { BUSINESS_DAY, type Column, columnsOf } from '@flowmeter/engine/tables/columns.ts';
import { compileTable } from '@flowmeter/engine/tables/compile.ts';
import { decide, type Decision, sayRows } from '@flowmeter/engine/tables/decide.ts';
import { outputColumns, sayColumnValue } from '@flowmeter/engine/tables/words.ts';
import { Mark } from '../../display/mark.tsx';
import { useSay } from '../../words/say.ts';
import { ReadOnlyContext } from '../panel.ts';
import type { Given, ReadingField } from '../rules/readings.ts';
import { RecordForm } from '../rules/record-form.tsx';

interface TableTrialProps {
  table: TableDefinition;
  facts: FactDictionary;
  given: Given;
  onGiven: (given: Given) => void;
  /** Is told which rows match. */
  onRows: (rows: readonly number[]) => void;
  /** Below it: the examples, which what is tried can become. */
  children: (tried: Tried | undefined) => ReactNode;
}

/** What is tried and what comes of it, as an example says it. */
export type Tried = Pick<TableExample, 'given' | 'on' | 'then'>;

export function TableTrial({ table, facts, given, onGiven, onRows, children }: TableTrialProps) {
  const { t } = useTranslation('rules');
  const columns = useMemo(() => columnsOf(table, facts), [table, facts]);
  const fields = useMemo(() => columns.map(fieldOf), [columns]);
  const decision = useDecision(table, facts, columns, given);
  const rows = decision === undefined || !('rows' in decision) ? none : decision.rows;
  useEffect(() => onRows(rows), [onRows, rows]);
  return (
    <ReadOnlyContext value={false}>
      <ConfigProvider componentDisabled={false}>
        <div className="table-trial">
          <RecordForm label={t('try.title')} fields={fields} given={given} onChange={onGiven} />
          <div className="table-trial-answer" aria-live="polite">
            {decision === undefined ? (
              <p className="quiet">{t('tableTrial.help')}</p>
            ) : (
              <Answer table={table} columns={columns} decision={decision} />
            )}
            {Object.keys(given).length > 0 && (
              <Button size="small" type="text" onClick={() => onGiven({})}>
                {t('try.clear')}
              </Button>
            )}
          </div>
          {children(triedOf(table, given, decision))}
        </div>
      </ConfigProvider>
    </ReadOnlyContext>
  );
}

function triedOf(
  table: TableDefinition,
  { [BUSINESS_DAY]: day, ...given }: Given,
  decision: Decision | undefined,
): Tried | undefined {
  if (decision === undefined) return undefined;
  const on = typeof day === 'string' ? { on: day } : {};
  return { given, ...on, then: thenOf(table, decision) };
}

function thenOf({ outputs }: TableDefinition, decision: Decision): TableExample['then'] {
  if (decision.kind === 'conflict') return { problem: decision.problem.code };
  if (decision.kind === 'unknown') return { unknown: decision.missing };
  const values = outputs.map(({ id }, index) => [id, decision.values[index] ?? null] as const);
  const isNothing = decision.kind === 'none' && values.every(([, value]) => value === null);
  return { outputs: isNothing ? {} : Object.fromEntries(values) };
}

const none: readonly number[] = [];

function fieldOf(column: Column): ReadingField {
  const { id, name, type, unit, options, nullable } = column;
  const fact: Fact = {
    name,
    type,
    ...(unit === undefined ? {} : { unit }),
    ...(options === undefined ? {} : { options }),
    ...(nullable ? { nullable } : {}),
  };
  return { name: id, label: name, fact };
}

/** Nothing before anything is given; nothing for a table that does not mean something yet. */
function useDecision(
  table: TableDefinition,
  facts: FactDictionary,
  columns: readonly Column[],
  given: Given,
): Decision | undefined {
  const isAsked = Object.keys(given).length > 0;
  const compiled = useMemo(
    () => (isAsked && isWhole(table) ? compileTable(table, facts) : undefined),
    [isAsked, table, facts],
  );
  return useMemo(
    () =>
      compiled &&
      decide(
        compiled,
        columns.map(({ id }) => given[id]),
      ),
    [compiled, columns, given],
  );
}

function isWhole({ rows, inputs, outputs }: TableDefinition): boolean {
  return rows.every(
    ({ when, then }) => when.length === inputs.length && then.length === outputs.length,
  );
}

interface AnswerProps {
  table: TableDefinition;
  columns: readonly Column[];
  decision: Decision;
}

function Answer({ table, columns, decision }: AnswerProps) {
  const { t } = useTranslation('rules');
  const say = useSay();
  if (decision.kind === 'conflict') {
    return (
      <Mark plain colour="red" icon="cross">
        {say(wordsOf(decision.problem))}
      </Mark>
    );
  }
  if (decision.kind === 'unknown') {
    const missing = decision.missing.map(
      (id) => say(columns.find((column) => column.id === id)?.name) || id,
    );
    return (
      <Mark plain colour="grey" icon="unknown">
        {t('tableTrial.unknown', { missing: missing.join('、') })}
      </Mark>
    );
  }
  const said = outputColumns(table);
  const values = table.outputs.map(
    ({ name }, index) =>
      `${say(name)} = ${say(sayColumnValue(said[index] ?? { type: 'string' }, decision.values[index] ?? null))}`,
  );
  return (
    <Mark
      plain
      colour={decision.kind === 'found' ? 'green' : 'amber'}
      icon={decision.kind === 'found' ? 'done' : 'none'}
    >
      {decision.kind === 'found'
        ? t('tableTrial.found', { rows: sayRows(decision.rows), values: values.join('，') })
        : t('tableTrial.none', { values: values.join('，') })}
    </Mark>
  );
}
