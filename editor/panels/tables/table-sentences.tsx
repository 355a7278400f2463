/** A decision table as its owner reads it: every row a sentence. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { sayCell, sayColumnValue } from '@flowmeter/engine/tables/words.ts';
import { BasisLabel } from '../../display/basis.tsx';
import { useSay } from '../../words/say.ts';
import type { GridColumn } from './desk.ts';

/** So many sentences are drawn at first. */
const MOST_AT_ONCE = 100;

interface TableSentencesProps {
  table: TableDefinition;
  columns: readonly GridColumn[];
  lit: ReadonlySet<number>;
}

export function TableSentences({ table, columns, lit }: TableSentencesProps) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const [most, setMost] = useState(MOST_AT_ONCE);
  const rest = table.rows.length - most;
  return (
    <div className="table-sentences">
      <ol>
        {table.rows.slice(0, most).map((row, index) => (
          <li key={row.id ?? index} className={lit.has(index) ? 'is-lit' : undefined}>
            <p className="rule-words">
              <Sentence table={table} columns={columns} row={index} />
            </p>
            {(row.note ?? row.basis) !== undefined && (
              <p className="quiet">
                {say(row.note)}{' '}
                {row.basis && <BasisLabel kind={row.basis.kind} source={row.basis.source} />}
              </p>
            )}
          </li>
        ))}
      </ol>
      {rest > 0 && (
        <Button size="small" disabled={false} onClick={() => setMost(most + MOST_AT_ONCE)}>
          {t('list.more', { count: rest })}
        </Button>
      )}
    </div>
  );
}

interface SentenceProps extends Omit<TableSentencesProps, 'lit'> {
  row: number;
}

function Sentence({ table, columns, row }: SentenceProps) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const held = table.rows[row];
  if (held === undefined) return null;
  const whens = columns.slice(0, table.inputs.length).flatMap((column, place) => {
    const cell = held.when[place] ?? [];
    return cell.length === 0 ? [] : [part(column, sayCell(sayable(column), cell))];
  });
  const thens = columns
    .slice(table.inputs.length)
    .map((column, place) =>
      part(column, sayColumnValue(sayable(column), held.then[place] ?? null)),
    );
  const said = (parts: readonly Localized[]) => parts.map(say).join(t('sentence.and'));
  return (
    <>
      <span className="rule-when">{t('sentence.when')}</span>{' '}
      {whens.length === 0 ? t('sentence.always') : said(whens)}{' '}
      <span className="rule-when">{t('sentence.then')}</span> {said(thens)}
    </>
  );
}

function sayable({ type, unit, options }: GridColumn) {
  return { type, unit, options: options as never };
}

function part({ name }: GridColumn, words: Localized): Localized {
  return { zh: `${name.zh} ${words.zh}`, en: `${name.en} ${words.en}` };
}
