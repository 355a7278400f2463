/** All that is on the screen while a draft of an indicator is edited. */
import { useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { find, type Pack } from '@flowmeter/engine/definition/pack.ts';
import type { PreviewScope } from '../api/figure-previews.ts';
import type { IndicatorDocument } from '../document/figures/document.ts';
import { performOnIndicator } from '../document/figures/indicator-commands.ts';
import type { IndicatorPort } from '../panels/figures/desk.ts';
import { IndicatorExamples } from '../panels/figures/indicator-examples.tsx';
import { IndicatorForm } from '../panels/figures/indicator-form.tsx';
import { IndicatorPreview } from '../panels/figures/indicator-preview.tsx';
import { type Previewed, usePreview } from '../panels/figures/use-preview.ts';
import { ProblemsContext } from '../panels/panel.ts';
import { countOf } from '../panels/problem-order.ts';
import { type Check, useCheck } from '../panels/use-check.ts';
import { undoByKey } from './draft-keys.ts';
import { Notices } from './draft-notices.tsx';
import { type Other, useSaving } from './draft-use-saving.ts';
import { useSession } from './draft-use-session.ts';
import { FigureHead } from './figure-head.tsx';
import { FigureProblems, useProblemWalk } from './figure-problems.tsx';
import { putBoth } from './rules-drafts.ts';
import type { ShelvedBeginning } from './rules-visit.ts';

interface DeskProps {
  beginning: ShelvedBeginning<IndicatorDocument>;
  pack: Pack;
  /** Takes the draft from the server anew, leaving what is on the screen. */
  onLoadAgain: () => Promise<void>;
  /** The drafts as they were saved elsewhere meanwhile. */
  readOther: () => Promise<Other<IndicatorDocument>>;
}

export function IndicatorEditorDesk({ beginning, pack, onLoadAgain, readOther }: DeskProps) {
  const session = useSession(beginning, performOnIndicator);
  const { draft, shelf } = beginning;
  const [put] = useState(() => putBoth<IndicatorDocument>(draft, shelf, (one) => one.indicator));
  const saving = useSaving(beginning, session, put);
  const document = useStore(session.history, ({ history }) => history.document);
  const { indicator, examples } = document;
  const check = useCheck(indicator, pack);
  const frame = useRef<HTMLDivElement>(null);
  const walk = useProblemWalk(frame, check.problems);
  const [hasProblems, setHasProblems] = useState(false);
  return (
    <ProblemsContext value={check.problems}>
      <div
        className="editor figure-editor"
        onKeyDown={(event) => {
          walk.keys(event);
          undoByKey(event, session.port);
        }}
        onBlur={session.seal}
      >
        <FigureHead
          beginning={beginning}
          definition={indicator}
          examples={examples}
          pack={pack}
          session={session}
          saving={saving}
          check={check}
          hasProblems={hasProblems}
          onProblems={setHasProblems}
        />
        <Notices
          desk={{ draft, session, saving, part: 'indicator', readOther, onLoadAgain }}
          pack={pack}
          definition={indicator}
        />
        <div ref={frame} className="figure-body">
          <Body
            document={document}
            pack={pack}
            port={session.port}
            id={draft.definition_id}
            check={check}
          />
        </div>
        {hasProblems && (
          <FigureProblems check={check} walk={walk} onClose={() => setHasProblems(false)} />
        )}
      </div>
    </ProblemsContext>
  );
}

interface BodyProps {
  document: IndicatorDocument;
  pack: Pack;
  port: IndicatorPort;
  /** As the draft began, and stays. */
  id: string;
  check: Check;
}

/** The form, and beside it what comes of it. */
function Body({ document: { indicator, examples }, pack, port, id, check }: BodyProps) {
  const [scope, setScope] = useState<PreviewScope>({ kind: 'month' });
  const isSound = check.isCurrent && countOf(check.problems).errors === 0;
  const previewed = usePreview(indicator, isSound, scope);
  const isKnown = useMemo(() => find(pack, 'indicator', id) !== undefined, [pack, id]);
  return (
    <>
      <IndicatorForm
        indicator={indicator}
        pack={pack}
        port={port}
        isKnown={isKnown}
        figure={newestFigure(previewed)}
      />
      <aside className="figure-side">
        <IndicatorPreview
          indicator={indicator}
          pack={pack}
          isSound={isSound || !check.isCurrent}
          previewed={previewed}
          scope={scope}
          onScope={setScope}
        />
        <IndicatorExamples indicator={indicator} examples={examples} pack={pack} port={port} />
      </aside>
    </>
  );
}

/** Of the last period that has one. */
function newestFigure({ preview }: Previewed<IndicatorDefinition>): number | null {
  if (preview?.of !== 'indicator') return null;
  return preview.periods.findLast(({ is }) => is.value !== null)?.is.value ?? null;
}
