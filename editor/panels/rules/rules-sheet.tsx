/** A rule set as a grid, with the keys, the clipboard and the handles that decision tables have. */
import '../../theme/tables.css';
import { FormOutlined } from '@ant-design/icons';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { Grid, type GridProps } from '../grid/grid.tsx';
import { GridStatus } from '../grid/grid-status.tsx';
import { KeysHelp } from '../grid/keys-help.tsx';
import { Refused } from '../grid/refused.tsx';
import { RowTools } from '../grid/row-tools.tsx';
import { useSelection } from '../grid/use-selection.ts';
import { Tool } from '../inputs/tool.tsx';
import { ReadOnlyContext } from '../panel.ts';
import type { RulesShownProps } from './rules-body.tsx';
import { useRuleSheet } from './use-rule-sheet.tsx';

type Outcome = Parameters<GridProps['onFilled']>[0];

const nowhere: ReadonlySet<number> = new Set();

export function RulesSheet({ desk, known, views, onOpen, onAs }: RulesShownProps) {
  const { t } = useTranslation(['rules', 'grid']);
  const { port, problems } = desk;
  const sheet = useRuleSheet(desk, known);
  const [selection, select] = useSelection(sheet, port);
  const [filled, setFilled] = useState<Outcome>({ refused: [] });
  const troubled = useMemo(() => byRow(problems), [problems]);
  const chosen = desk.document.set.rules[selection.at.row];
  const openRule = () => {
    if (chosen !== undefined) onOpen(chosen.id);
    onAs('list');
  };
  return (
    <ReadOnlyContext value={port === undefined}>
      <section className="rules-sheet table-main" aria-label={t('grid.caption')}>
        <div className="table-tools">
          {port !== undefined && (
            <>
              <RowTools
                sheet={sheet}
                selection={selection}
                onSelect={select}
                lastRow={t('panel.lastRule')}
              />
              <Tool
                label={t('grid:openRule')}
                icon={<FormOutlined aria-hidden />}
                onClick={openRule}
              />
              <KeysHelp />
            </>
          )}
          {views}
        </div>
        <Refused
          refused={filled.refused}
          onShow={(at) => select({ at, anchor: at })}
          onClose={() => setFilled({ ...filled, refused: [] })}
        />
        <Grid
          sheet={sheet}
          troubled={troubled}
          lit={nowhere}
          selection={selection}
          onSelect={select}
          onFilled={setFilled}
          onColumn={undefined}
        />
        <GridStatus sheet={sheet} selection={selection} said={filled.said} />
      </section>
    </ReadOnlyContext>
  );
}

/** Problems by the rule that they are about. */
function byRow(problems: readonly Problem[]): ReadonlyMap<number, readonly Problem[]> {
  const rows = new Map<number, Problem[]>();
  for (const problem of problems) {
    const row = /^\/rules\/(\d+)/.exec(problem.at ?? '')?.[1];
    if (row !== undefined) rows.set(Number(row), [...(rows.get(Number(row)) ?? []), problem]);
  }
  return rows;
}
