/** A decision table on the screen: its grid (or sentences, or JSON), and beside it what is wrong and a trial. */
import '../panels.css';
import { Alert, Button, Segmented } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { Tabs } from '../../display/tabs.tsx';
import { widthOf } from '../../document/tables/document.ts';
import { useSay } from '../../words/say.ts';
import { ReadOnlyContext } from '../panel.ts';
import type { Given } from '../rules/readings.ts';
import { AnalysisList } from './analysis-list.tsx';
import { ColumnDialog } from './column-dialog.tsx';
import { type TablePort, useGridColumns } from './desk.ts';
import type { Filled } from './filling.ts';
import { RowTools } from './row-tools.tsx';
import { atFirst, type Selection, within } from './selection.ts';
import { TableGrid } from './table-grid.tsx';
import { TableJson } from './table-json.tsx';
import { TableSentences } from './table-sentences.tsx';
import { TableSettings } from './table-settings.tsx';
import { TableTrial } from './table-trial.tsx';
import type { Analysis } from './use-analysis.ts';

const views = ['grid', 'sentences', 'json'] as const;
type View = (typeof views)[number];

interface TableBodyProps {
  table: TableDefinition;
  facts: FactDictionary;
  port: TablePort | undefined;
  analysis: Analysis;
  /** What is wrong with its form; the analysis says the rest. */
  problems: readonly Problem[];
}

export function TableBody({ table, facts, port, analysis, problems }: TableBodyProps) {
  const { t } = useTranslation('rules');
  const columns = useGridColumns(table, facts);
  const [view, setView] = useState<View>('grid');
  const [held, select] = useState<Selection>(atFirst);
  const selection = useMemo(() => kept(held, table), [held, table]);
  const [refused, setRefused] = useState<Filled['refused']>([]);
  const [column, setColumn] = useState<number>();
  const beside = useBeside(select);
  const all = useMemo(
    () => [...problems, ...analysis.found.map((one) => one.problem)],
    [problems, analysis],
  );
  return (
    <ReadOnlyContext value={port === undefined}>
      <div className="table-body">
        <section className="table-main" aria-label={t('grid.label')}>
          <div className="table-tools">
            {port !== undefined && view === 'grid' && (
              <>
                <RowTools
                  port={port}
                  selection={selection}
                  count={table.rows.length}
                  onSelect={select}
                />
                <AddColumns table={table} port={port} onAdded={setColumn} />
              </>
            )}
            <Segmented
              className="table-views"
              disabled={false}
              size="small"
              value={view}
              options={views.map((value) => ({ value, label: t(`tableView.${value}`) }))}
              onChange={setView}
              aria-label={t('view.label')}
            />
          </div>
          <Refused refused={refused} onClose={() => setRefused([])} />
          {view === 'grid' && (
            <TableGrid
              table={table}
              columns={columns}
              port={port}
              problems={all}
              lit={beside.lit}
              selection={selection}
              onSelect={select}
              onRefused={setRefused}
              onColumn={port === undefined ? undefined : setColumn}
            />
          )}
          {view === 'sentences' && (
            <TableSentences table={table} columns={columns} lit={beside.lit} />
          )}
          {view === 'json' && (
            <TableJson
              table={table}
              onChange={(next) => port?.perform({ do: 'replaceTable', args: { table: next } })}
            />
          )}
        </section>
        <aside className="table-side">
          <Tabs
            label={t('side.label')}
            tabs={(['analysis', 'trial', 'settings'] as const).map((key) => ({
              key,
              words: t(`side.${key}`),
              ...(key === 'analysis' ? { count: all.length } : {}),
            }))}
            current={beside.tab}
            onChoose={beside.choose}
          >
            {beside.tab === 'analysis' && (
              <AnalysisList
                analysis={analysis}
                others={problems}
                current={beside.current}
                onShow={beside.show}
                onTry={beside.tryOut}
              />
            )}
            {beside.tab === 'trial' && (
              <TableTrial
                table={table}
                facts={facts}
                given={beside.given}
                onGiven={beside.give}
                onRows={beside.match}
              />
            )}
            {beside.tab === 'settings' && <TableSettings table={table} port={port} />}
          </Tabs>
        </aside>
        {column !== undefined && port !== undefined && (
          <ColumnDialog
            table={table}
            column={column}
            facts={facts}
            port={port}
            onClose={() => setColumn(undefined)}
          />
        )}
      </div>
    </ReadOnlyContext>
  );
}

/** Rows can go from under a selection, by undo or from elsewhere. */
function kept({ at, anchor }: Selection, table: TableDefinition): Selection {
  const size = { rows: table.rows.length, columns: widthOf(table), page: 1 };
  return { at: within(size, at), anchor: within(size, anchor) };
}

type Tab = 'analysis' | 'trial' | 'settings';

/** What is opened beside the grid, and which rows it lights. */
function useBeside(select: (selection: Selection) => void) {
  const [tab, setTab] = useState<Tab>('analysis');
  const [given, setGiven] = useState<Given>({});
  const [current, setCurrent] = useState<number>();
  const [shown, setShown] = useState<readonly number[]>([]);
  const [matched, setMatched] = useState<readonly number[]>([]);
  const lit = useMemo(() => new Set(tab === 'trial' ? matched : shown), [tab, matched, shown]);
  const goTo = (row: number | undefined) => {
    if (row === undefined) return;
    const at = { row, column: 0 };
    select({ at, anchor: at });
  };
  const match = useCallback((rows: readonly number[]) => setMatched(rows), []);
  return {
    tab,
    choose: setTab,
    given,
    give: setGiven,
    current,
    lit,
    match,
    show: (rows: readonly number[], index: number) => {
      setCurrent(index);
      setShown(rows);
      goTo(rows[0]);
    },
    tryOut: (witness: Given) => {
      setGiven(witness);
      setTab('trial');
    },
  };
}

interface AddColumnsProps {
  table: TableDefinition;
  port: TablePort;
  /** Is told its place, so that it is opened. */
  onAdded: (column: number) => void;
}

function AddColumns({ table, port, onAdded }: AddColumnsProps) {
  const { t } = useTranslation('rules');
  const addInput = () => {
    const id = freshId(table, 'input');
    const input = { id, name: { zh: '新输入', en: 'New input' }, type: 'number' as const };
    port.perform({ do: 'addColumn', args: { input } });
    onAdded(table.inputs.length);
  };
  const addOutput = () => {
    const id = freshId(table, 'output');
    const output = {
      id,
      name: { zh: '新输出', en: 'New output' },
      type: 'string' as const,
      nullable: true,
    };
    port.perform({ do: 'addColumn', args: { output } });
    onAdded(widthOf(table));
  };
  return (
    <>
      <Button size="small" type="text" onClick={addInput}>
        {t('column.addInput')}
      </Button>
      <Button size="small" type="text" onClick={addOutput}>
        {t('column.addOutput')}
      </Button>
    </>
  );
}

function freshId({ inputs, outputs }: TableDefinition, base: string): string {
  const used = new Set([...inputs, ...outputs].map(({ id }) => id));
  for (let n = 1; ; n += 1) if (!used.has(`${base}_${n}`)) return `${base}_${n}`;
}

/** What a paste could not take: with its place, its text and the reason; nothing of it is lost. */
function Refused({ refused, onClose }: { refused: Filled['refused']; onClose: () => void }) {
  const { t } = useTranslation('rules');
  const say = useSay();
  if (refused.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      closable={{ onClose }}
      title={t('grid.refused', { count: refused.length })}
      description={
        <ul className="grid-refused">
          {refused.slice(0, 20).map(({ row, column, text, reason }) => (
            <li key={`${row} ${column}`}>
              {t('grid.refusedAt', { row: row + 1, column: column + 1 })} <code>{text}</code>{' '}
              {say(reason)}
            </li>
          ))}
        </ul>
      }
    />
  );
}
