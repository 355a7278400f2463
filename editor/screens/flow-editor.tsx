/** The editor of a draft of a flow: canvas, properties, problems; saved by itself, proposed when sound. */
import '../theme/editor.css';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Alert } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { canonical } from '@flowmeter/engine/definition/hash.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { type Draft, readDraft } from '../api/drafts.ts';
import { packInForce } from '../api/pack.ts';
import { Answered, Waiting } from '../display/answered.tsx';
import type { Edit } from '../document/commands.ts';
import { documentOf, type FlowDocument } from '../document/document.ts';
import { withPlaces } from '../document/place-missing.ts';
import { Editor } from './flow-editor-desk.tsx';
import { journalOf, type Kept, readKept } from './draft-journal.ts';
import { finishSitting } from './draft-leaving.ts';
import type { Session } from './draft-session.ts';
import type { Beginning } from './draft-use-saving.ts';
import { loadWords } from '../words/setup.ts';

const route = getRouteApi('/in/drafts/$id');

const ExamplesDraft = lazy(async () => {
  const [screen] = await Promise.all([import('./examples-draft.tsx'), loadWords('trial')]);
  return { default: screen.ExamplesDraft };
});

const RulesEditor = lazy(async () => {
  const [screen] = await Promise.all([
    import('./rules-editor.tsx'),
    loadWords('rules', 'findings'),
  ]);
  return { default: screen.RulesEditor };
});

const TableEditor = lazy(async () => {
  const [screen] = await Promise.all([import('./table-editor.tsx'), loadWords('rules')]);
  return { default: screen.TableEditor };
});

const IndicatorEditor = lazy(async () => {
  const [screen] = await Promise.all([
    import('./indicator-editor.tsx'),
    loadWords('figures', 'rules', 'scores'),
  ]);
  return { default: screen.IndicatorEditor };
});

const ScorecardEditor = lazy(async () => {
  const [screen] = await Promise.all([
    import('./scorecard-editor.tsx'),
    loadWords('figures', 'rules', 'scores'),
  ]);
  return { default: screen.ScorecardEditor };
});

export type FlowBeginning = Beginning<FlowDocument>;
export type FlowSession = Session<FlowDocument, Edit>;

/** Asked for once a visit: while it is open the editor is ahead of the server. */
const beginningOf = (id: string) =>
  queryOptions({
    queryKey: ['editor', id],
    queryFn: async ({ signal }): Promise<FlowBeginning> => {
      await finishSitting(id);
      const [draft, kept] = await Promise.all([
        readDraft(id, signal),
        readKept(id) as Promise<Kept<FlowDocument> | undefined>,
      ]);
      const document = documentIn(draft);
      if (kept === undefined || !isSame(kept.document, document)) return { draft, document, kept };
      journalOf(id).forget();
      return { draft, document, kept: undefined };
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });

export function FlowEditorScreen() {
  const { id } = route.useParams();
  const [visit, setVisit] = useState(0);
  const beginning = useQuery(beginningOf(id));
  const pack = useQuery(packInForce);
  return (
    <div className="editor-page">
      <Answered query={beginning} rows={14}>
        {(begun) => (
          <Answered query={pack} rows={14}>
            {(known) =>
              begun.draft.kind === 'flow' ? (
                <Editor
                  key={`${begun.draft.id} ${visit}`}
                  beginning={begun}
                  pack={known}
                  readOther={async () => {
                    const draft = await readDraft(id);
                    return { document: documentIn(draft), revision: draft.revision };
                  }}
                  onLoadAgain={async () => {
                    await beginning.refetch();
                    setVisit((count) => count + 1);
                  }}
                />
              ) : (
                <OtherDraft draft={begun.draft} pack={known} onChanged={beginning.refetch} />
              )
            }
          </Answered>
        )}
      </Answered>
      {beginning.isFetching && beginning.data !== undefined && <Waiting rows={1} />}
    </div>
  );
}

const FactsEditor = lazy(async () => {
  const [screen] = await Promise.all([
    import('./facts-editor.tsx'),
    loadWords('rules', 'facts', 'display'),
  ]);
  return { default: screen.FactsEditor };
});

const DerivedEditor = lazy(async () => {
  const [screen] = await Promise.all([
    import('./derived-editor.tsx'),
    loadWords('rules', 'facts', 'derived'),
  ]);
  return { default: screen.DerivedEditor };
});

/** Screens of the kinds that are no flows, each fetched when it is needed. */
const screens: Partial<Record<string, typeof RulesEditor>> = {
  ruleset: RulesEditor,
  table: TableEditor,
  indicator: IndicatorEditor,
  scorecard: ScorecardEditor,
  facts: FactsEditor,
  derived: DerivedEditor,
  examples: ExamplesDraft,
};

interface OtherDraftProps {
  draft: Draft;
  pack: Pack;
  onChanged: () => Promise<unknown>;
}

function OtherDraft(props: OtherDraftProps) {
  const { t } = useTranslation('editor');
  const Screen = screens[props.draft.kind];
  if (Screen === undefined) return <Alert type="info" showIcon title={t('notAFlow')} />;
  return (
    <Suspense fallback={<Waiting rows={8} />}>
      <Screen {...props} />
    </Suspense>
  );
}

/** Did the server take what was kept, before the page could be told? */
function isSame(one: FlowDocument, other: FlowDocument): boolean {
  return (
    canonical(one.flow) === canonical(other.flow) &&
    canonical(one.layout.positions) === canonical(other.layout.positions)
  );
}

/** A draft may be unfinished, but it is a flow's: what the canvas needs of it is there. */
function documentIn({ content, layout }: Draft): FlowDocument {
  const flow = { steps: {}, limits: [], outcomes: [], audits: { after: [] }, ...content };
  return withPlaces(documentOf(flow as unknown as FlowDefinition, layout));
}
