/** The examples of a table, run as it is edited: green or red, tried again, brought up to date. */
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExamplesDefinition, TableExample } from '@flowmeter/engine/definition/examples.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { checkTableExample } from '@flowmeter/engine/examples/table.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { Mark } from '../../display/mark.tsx';
import { blankExamples } from '../../document/rules/document.ts';
import { useSay } from '../../words/say.ts';
import type { Given } from '../rules/readings.ts';
import type { TablePort } from './desk.ts';
import type { Tried } from './table-trial.tsx';

interface TableExamplesProps {
  table: TableDefinition;
  examples: ExamplesDefinition | null;
  pack: Pack;
  port: TablePort | undefined;
  /** What is being tried, and what comes of it, to be kept. */
  tried: Tried | undefined;
  onTry: (given: Given) => void;
}

export function TableExamples(props: TableExamplesProps) {
  const { table, examples, pack, port, tried, onTry } = props;
  const { t } = useTranslation('rules');
  const outcomes = useOutcomes(table, examples, pack);
  const keep = () => {
    if (tried === undefined) return;
    const title = t('tableExamples.keepTitle', { n: outcomes.length + 1 });
    const row = { title, ...tried };
    port?.perform({ do: 'addExample', args: { row, blank: blankExamples(table) } });
  };
  return (
    <section className="table-examples" aria-label={t('tableExamples.title')}>
      <h2>
        {t('tableExamples.title')}
        <span className="section-count">{outcomes.length}</span>
      </h2>
      {outcomes.length === 0 && <p className="quiet">{t('tableExamples.none')}</p>}
      <ul className="rule-examples">
        {outcomes.map((outcome, index) => (
          <Row key={outcome.key} outcome={outcome} port={port} index={index} onTry={onTry} />
        ))}
      </ul>
      {port !== undefined && tried !== undefined && (
        <Button size="small" onClick={keep}>
          {t('tableExamples.keep')}
        </Button>
      )}
    </section>
  );
}

interface Outcome {
  key: string;
  row: TableExample | undefined;
  differences: readonly Localized[];
}

function useOutcomes(
  table: TableDefinition,
  examples: ExamplesDefinition | null,
  pack: Pack,
): Outcome[] {
  return useMemo(
    () =>
      (examples?.rows ?? []).map((raw, place) => {
        const key = `example ${place}`;
        const parsed = TableExample.safeParse(raw);
        if (!parsed.success) {
          return {
            key,
            row: undefined,
            differences: parsed.error.issues.map(({ message: one }) => ({ zh: one, en: one })),
          };
        }
        const differences = checkTableExample(table, parsed.data, pack);
        return { key, row: parsed.data, differences };
      }),
    [table, examples, pack],
  );
}

interface RowProps {
  outcome: Outcome;
  index: number;
  port: TablePort | undefined;
  onTry: (given: Given) => void;
}

function Row({ outcome: { row, differences }, index, port, onTry }: RowProps) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const holds = differences.length === 0;
  return (
    <li className="rule-example table-example" data-holds={holds}>
      <div className="table-example-line">
        <Mark plain colour={holds ? 'green' : 'red'} icon={holds ? 'done' : 'cross'}>
          <span className="unseen">{t(holds ? 'examples.holds' : 'examples.fails')}</span>
          {row?.title}
        </Mark>
      </div>
      {differences.map(say).map((words) => (
        <code key={words} className="break">
          {words}
        </code>
      ))}
      <div className="rule-tools">
        {row !== undefined && (
          <Button size="small" type="link" onClick={() => onTry(row.given)}>
            {t('tableExamples.use')}
          </Button>
        )}
        {port !== undefined && (
          <Button
            size="small"
            type="link"
            danger
            onClick={() => port.perform({ do: 'removeExample', args: { index } })}
          >
            {t('tableExamples.remove')}
          </Button>
        )}
      </div>
    </li>
  );
}
