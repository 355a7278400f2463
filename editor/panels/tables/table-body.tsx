/** A decision table on the screen: its grid (or sentences, or JSON), and beside it what is wrong and a trial. */
import '../panels.css';
import { Segmented } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { Tabs } from '../../display/tabs.tsx';
import { Grid, type GridProps } from '../grid/grid.tsx';
import { GridStatus } from '../grid/grid-status.tsx';
import { KeysHelp } from '../grid/keys-help.tsx';
import { Refused } from '../grid/refused.tsx';
import { RowTools } from '../grid/row-tools.tsx';
import type { Selection } from '../grid/selection.ts';
import { useSelection } from '../grid/use-selection.ts';
import { ReadOnlyContext } from '../panel.ts';
import type { Given } from '../rules/readings.ts';
import { AddColumns } from './add-columns.tsx';
import { AnalysisList } from './analysis-list.tsx';
import { ColumnTools } from './column-tools.tsx';
import { ColumnDialog } from './column-dialog.tsx';
import { type TablePort, useGridColumns } from './desk.ts';
import { RowAbout } from './row-about.tsx';
import { HitMenu } from './hit-menu.tsx';
import { TableExamples } from './table-examples.tsx';
import { TableJson } from './table-json.tsx';
import { TableSentences } from './table-sentences.tsx';
import { TableSettings } from './table-settings.tsx';
import { TableTrial } from './table-trial.tsx';
import { useTroubled } from './troubled.ts';
import type { Analysis } from './use-analysis.ts';
import { type Mending, useMending } from './use-mending.ts';
import { useTableSheet } from './use-table-sheet.tsx';

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
  const sheet = useTableSheet(table, columns, port);
  const [selection, select] = useSelection(sheet, port);
  const [column, setColumn] = useState<number>();
  const beside = useBeside(select);
  const troubled = useTroubled(problems, analysis);
  return (
    <ReadOnlyContext value={port === undefined}>
      <div className="table-body">
        <Main
          table={table}
          sheet={sheet}
          port={port}
          troubled={troubled}
          lit={beside.lit}
          selection={selection}
          onSelect={select}
          onColumn={setColumn}
        />
        <Side
          {...props}
          count={problems.length + analysis.found.length}
          beside={beside}
          mending={useMending(table, port, select)}
        />
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

interface MainProps extends Omit<GridProps, 'onFilled' | 'onColumn' | 'corner'> {
  table: TableDefinition;
  port: TablePort | undefined;
  onColumn: (column: number) => void;
}

type Outcome = Parameters<GridProps['onFilled']>[0];

/** The table in one of its views, and the tools above it. */
function Main(props: MainProps) {
  const { table, sheet, port, selection, onSelect } = props;
  const { t } = useTranslation('rules');
  const [view, setView] = useState<View>('grid');
  const [typed, setTyped] = useState<string>();
  const [filled, setFilled] = useState<Outcome>({ refused: [] });
  const goTo = (at: Selection['at']) => onSelect({ at, anchor: at });
  const onColumn = port === undefined ? undefined : props.onColumn;
  const grid = { ...props, onFilled: setFilled, onColumn };
  return (
    <section className="table-main" aria-label={t('grid.label')}>
      <Tools {...props} view={view} onView={setView} />
      <Refused
        refused={filled.refused}
        onShow={goTo}
        onClose={() => setFilled({ ...filled, refused: [] })}
      />
      {view === 'grid' && (
        <>
          <Grid {...grid} corner={<HitMenu table={table} port={port} />} />
          <GridStatus sheet={sheet} selection={selection} said={filled.said} />
        </>
      )}
      {view === 'sentences' && <TableSentences {...grid} />}
      {view === 'json' && (
        <TableJson
          table={table}
          typed={typed}
          onTyped={setTyped}
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

function Tools({ table, sheet, port, selection, onSelect, onColumn, view, onView }: ToolsProps) {
  const { t } = useTranslation('rules');
  const rowAt = table.rows[selection.at.row];
  return (
    <div className="table-tools">
      {port !== undefined && view === 'grid' && (
        <>
          <RowTools
            sheet={sheet}
            selection={selection}
            onSelect={onSelect}
            lastRow={t('grid.lastRow')}
          />
          {rowAt !== undefined && <RowAbout port={port} index={selection.at.row} row={rowAt} />}
          <span className="tools-gap" />
          <ColumnTools
            table={table}
            sheet={sheet}
            selection={selection}
            onSelect={onSelect}
            onColumn={onColumn}
          />
          <AddColumns table={table} port={port} onAdded={onColumn} />
          <KeysHelp />
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
  mending: Mending;
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
            mending={props.mending}
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
