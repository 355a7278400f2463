/** All that is on the screen while a draft of a decision table is edited. */
import { ArrowLeftOutlined } from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { usePageTitle } from '../display/page.tsx';
import { performOnTable, type TableEdit } from '../document/tables/commands.ts';
import type { TableDocument } from '../document/tables/document.ts';
import { ProblemsContext } from '../panels/panel.ts';
import { useFacts } from '../panels/tables/desk.ts';
import { TableBody } from '../panels/tables/table-body.tsx';
import { useAnalysis } from '../panels/tables/use-analysis.ts';
import { type Check, useCheck } from '../panels/use-check.ts';
import { useSay } from '../words/say.ts';
import { undoByKey } from './draft-keys.ts';
import { DraftMenu } from './draft-menu.tsx';
import { Notices } from './draft-notices.tsx';
import { ProposeDialog } from './draft-propose.tsx';
import type { Session } from './draft-session.ts';
import { CheckMarks, DraftTitle, UndoButtons } from './draft-tools.tsx';
import { type Other, type Saving, useSaving } from './draft-use-saving.ts';
import { useSession } from './draft-use-session.ts';
import { putBoth } from './rules-drafts.ts';
import { useAlsoExamples } from './rules-also.ts';
import type { TableBeginning } from './table-editor.tsx';

interface DeskProps {
  beginning: TableBeginning;
  pack: Pack;
  /** Takes the draft from the server anew, leaving what is on the screen. */
  onLoadAgain: () => Promise<void>;
  /** The drafts as they were saved elsewhere meanwhile. */
  readOther: () => Promise<Other<TableDocument>>;
}

export function TableEditorDesk({ beginning, pack, onLoadAgain, readOther }: DeskProps) {
  const session = useSession(beginning, performOnTable);
  const { draft, shelf } = beginning;
  const [put] = useState(() => putBoth<TableDocument>(draft, shelf, ({ table }) => table));
  const saving = useSaving(beginning, session, put);
  const { table, examples } = useStore(session.history, (state) => state.history.document);
  const facts = useFacts(pack);
  const check = useCheck(table, pack);
  const analysis = useAnalysis(table, facts);
  const problems = useMemo(
    () => check.problems.filter(({ code }) => !isOfRows(code)),
    [check.problems],
  );
  return (
    <ProblemsContext value={check.problems}>
      <div
        className="editor table-editor"
        onKeyDown={(event) => undoByKey(event, session.port)}
        onBlur={session.seal}
      >
        <Head
          beginning={beginning}
          table={table}
          examples={examples}
          pack={pack}
          session={session}
          saving={saving}
          check={check}
        />
        <Notices
          desk={{ draft, session, saving, part: 'table', readOther, onLoadAgain }}
          pack={pack}
          definition={table}
        />
        <TableBody
          table={table}
          examples={examples}
          pack={pack}
          facts={facts}
          port={session.port}
          analysis={analysis}
          problems={problems}
        />
      </div>
    </ProblemsContext>
  );
}

/** What the analysis finds is listed with its records; the check says it again, without them. */
const ofRows = new Set([
  'table_gap',
  'table_overlap',
  'table_disagreement',
  'table_masked',
  'table_misleading',
  'table_subsumed',
  'table_mergeable',
  'table_duplicate',
  'table_more_found',
  'table_undecided',
]);

function isOfRows(code: string): boolean {
  return ofRows.has(code);
}

interface HeadProps {
  beginning: TableBeginning;
  table: TableDocument['table'];
  examples: TableDocument['examples'];
  pack: Pack;
  session: Session<TableDocument, TableEdit>;
  saving: Saving;
  check: Check;
}

function Head({ beginning, table, examples, pack, session, saving, check }: HeadProps) {
  const also = useAlsoExamples(beginning.shelf, examples);
  const { t } = useTranslation(['rules', 'editor']);
  const say = useSay();
  const navigate = useNavigate();
  const [isProposing, setIsProposing] = useState(false);
  usePageTitle(t('editor:title', { name: say(table.name) }));
  return (
    <header className="editor-head">
      <Link to="/rules" search={{}} className="icon-link" aria-label={t('backToList')}>
        <ArrowLeftOutlined aria-hidden />
      </Link>
      <DraftTitle name={say(table.name)} saving={saving} />
      <div className="editor-tools" role="toolbar" aria-label={t('editor:tools')}>
        <UndoButtons session={session} />
        <CheckMarks check={check} />
        <DraftMenu
          draft={beginning.draft}
          definition={table}
          saving={saving}
          leave={() => navigate({ to: '/rules', search: {} })}
        />
        <Button type="primary" onClick={() => setIsProposing(true)}>
          {t('editor:propose.open')}
        </Button>
      </div>
      {isProposing && (
        <ProposeDialog
          draft={beginning.draft}
          definition={table}
          pack={pack}
          saving={saving}
          check={check}
          also={also}
          help={t('proposeHelp')}
          onProblems={() => setIsProposing(false)}
          onClose={() => setIsProposing(false)}
        />
      )}
    </header>
  );
}
