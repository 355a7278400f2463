/** A decision table on the screen: its grid (or sentences, or JSON), and beside it what is wrong and a trial. */
import '../panels.css';
import { Alert, Segmented } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { Tabs } from '../../display/tabs.tsx';
import { widthOf } from '../../document/tables/document.ts';
import { useSay } from '../../words/say.ts';
import { ReadOnlyContext } from '../panel.ts';
import type { Given } from '../rules/readings.ts';
import { AddColumns } from './add-columns.tsx';
import { AnalysisList } from './analysis-list.tsx';
import { ColumnDialog } from './column-dialog.tsx';
import { type TablePort, useGridColumns } from './desk.ts';
import type { Filled } from './filling.ts';
import { RowAbout } from './row-about.tsx';
import { RowTools } from './row-tools.tsx';
import { atFirst, type Selection, within } from './selection.ts';
import { TableExamples } from './table-examples.tsx';
import { TableGrid, type TableGridProps } from './table-grid.tsx';
import { TableJson } from './table-json.tsx';
import { TableSentences } from './table-sentences.tsx';
import { TableSettings } from './table-settings.tsx';
import { TableTrial } from './table-trial.tsx';
import type { Analysis } from './use-analysis.ts';

const views = ['grid', 'sentences', 'json'] as const;
type View = (typeof views)[number];
const sides = ['analysis', 'trial', 'settings'] as const;

interface TableBodyProps {
  table: TableDefinition;
  examples: ExamplesDefinition | null;
  /** What is in force around it. */
  pack: Pack;
  facts: FactDictionary;
  port: TablePort | undefined;
  analysis: Analysis;
  /** What is wrong with its form; the analysis says the rest. */
  problems: readonly Problem[];
}

export function TableBody(props: TableBodyProps) {
  const { table, facts, port, analysis, problems } = props;
  const columns = useGridColumns(table, facts);
  const [held, select] = useState<Selection>(atFirst);
  const selection = useMemo(() => kept(held, table), [held, table]);
  const [column, setColumn] = useState<number>();
  const beside = useBeside(select);
  const all = useMemo(
    () => [...problems, ...analysis.found.map((one) => one.problem)],
    [problems, analysis],
  );
  return (
    <ReadOnlyContext value={port === undefined}>
      <div className="table-body">
        <Main
          table={table}
          columns={columns}
          port={port}
          problems={all}
          lit={beside.lit}
          selection={selection}
          onSelect={select}
          onColumn={setColumn}
        />
        <Side {...props} count={all.length} beside={beside} />
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

interface MainProps extends Omit<TableGridProps, 'onRefused' | 'onColumn'> {
  onColumn: (column: number) => void;
}

/** The table in one of its views, and the tools above it. */
function Main(props: MainProps) {
  const { table, columns, port, lit } = props;
  const { t } = useTranslation('rules');
  const [view, setView] = useState<View>('grid');
  const [refused, setRefused] = useState<Filled['refused']>([]);
  return (
    <section className="table-main" aria-label={t('grid.label')}>
      <Tools {...props} view={view} onView={setView} />
      <Refused refused={refused} onClose={() => setRefused([])} />
      {view === 'grid' && (
        <TableGrid
          {...props}
          onRefused={setRefused}
          onColumn={port === undefined ? undefined : props.onColumn}
        />
      )}
      {view === 'sentences' && <TableSentences table={table} columns={columns} lit={lit} />}
      {view === 'json' && (
        <TableJson
          table={table}
          onChange={(next) => port?.perform({ do: 'replaceTable', args: { table: next } })}
        />
      )}
    </section>
  );
}

interface ToolsProps extends MainProps {
  view: View;
  onView: (view: View) => void;
}

function Tools({ table, port, selection, onSelect, onColumn, view, onView }: ToolsProps) {
  const { t } = useTranslation('rules');
  const rowAt = table.rows[selection.at.row];
  return (
    <div className="table-tools">
      {port !== undefined && view === 'grid' && (
        <>
          <RowTools
            port={port}
            selection={selection}
            count={table.rows.length}
            onSelect={onSelect}
          />
          {rowAt !== undefined && <RowAbout port={port} index={selection.at.row} row={rowAt} />}
          <AddColumns table={table} port={port} onAdded={onColumn} />
        </>
      )}
      <Segmented
        className="table-views"
        disabled={false}
        size="small"
        value={view}
        options={views.map((value) => ({ value, label: t(`tableView.${value}`) }))}
        onChange={onView}
        aria-label={t('view.label')}
      />
    </div>
  );
}

interface SideProps extends TableBodyProps {
  count: number;
  beside: ReturnType<typeof useBeside>;
}

/** What is wrong, a record to try, and what the table is. */
function Side(props: SideProps) {
  const { table, facts, port, analysis, problems, count, beside } = props;
  const { t } = useTranslation('rules');
  return (
    <aside className="table-side" aria-label={t('side.label')}>
      <Tabs
        label={t('side.label')}
        tabs={sides.map((key) => ({
          key,
          words: t(`side.${key}`),
          ...(key === 'analysis' ? { count } : {}),
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
          >
            {(tried) => <TableExamples {...props} tried={tried} onTry={beside.give} />}
          </TableTrial>
        )}
        {beside.tab === 'settings' && <TableSettings table={table} port={port} />}
      </Tabs>
    </aside>
  );
}

/** Rows can go from under a selection, by undo or from elsewhere. */
function kept({ at, anchor }: Selection, table: TableDefinition): Selection {
  const size = { rows: table.rows.length, columns: widthOf(table), page: 1 };
  return { at: within(size, at), anchor: within(size, anchor) };
}

type Tab = (typeof sides)[number];

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
