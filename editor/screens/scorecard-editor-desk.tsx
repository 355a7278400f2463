/** All that is on the screen while a draft of a scorecard is edited. */
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { ScorecardDefinition } from '@flowmeter/engine/definition/indicator.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { performOnCard } from '../document/figures/card-commands.ts';
import type { CardDocument } from '../document/figures/document.ts';
import { CardExamples } from '../panels/figures/card-examples.tsx';
import { CardForm } from '../panels/figures/card-form.tsx';
import { CardPreviewPart } from '../panels/figures/card-preview.tsx';
import { type Previewed, usePreview } from '../panels/figures/use-preview.ts';
import { ProblemsContext } from '../panels/panel.ts';
import { useCheck } from '../panels/use-check.ts';
import { undoByKey } from './draft-keys.ts';
import { Notices } from './draft-notices.tsx';
import { type Other, useSaving } from './draft-use-saving.ts';
import { useSession } from './draft-use-session.ts';
import { FigureHead } from './figure-head.tsx';
import { FigureProblems, useProblemWalk } from './figure-problems.tsx';
import { putBoth } from './rules-drafts.ts';
import type { ShelvedBeginning } from './rules-visit.ts';

interface DeskProps {
  beginning: ShelvedBeginning<CardDocument>;
  pack: Pack;
  /** Takes the draft from the server anew, leaving what is on the screen. */
  onLoadAgain: () => Promise<void>;
  /** The drafts as they were saved elsewhere meanwhile. */
  readOther: () => Promise<Other<CardDocument>>;
}

export function ScorecardEditorDesk({ beginning, pack, onLoadAgain, readOther }: DeskProps) {
  const session = useSession(beginning, performOnCard);
  const { draft, shelf } = beginning;
  const [put] = useState(() => putBoth<CardDocument>(draft, shelf, ({ card }) => card));
  const saving = useSaving(beginning, session, put);
  const { card, examples } = useStore(session.history, ({ history }) => history.document);
  const check = useCheck(card, pack);
  const frame = useRef<HTMLDivElement>(null);
  const walk = useProblemWalk(frame, check.problems);
  const [hasProblems, setHasProblems] = useState(false);
  const [kind, setKind] = useState(card.period);
  // Weights are judged in proportion: what they add up to does not keep figures from being shown.
  const isSound = ScorecardDefinition.safeParse(card).success;
  const previewed = usePreview(card, isSound, { kind });
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
          definition={card}
          examples={examples}
          pack={pack}
          session={session}
          saving={saving}
          check={check}
          hasProblems={hasProblems}
          onProblems={setHasProblems}
        />
        <Notices
          desk={{ draft, session, saving, part: 'card', readOther, onLoadAgain }}
          pack={pack}
          definition={card}
        />
        <div ref={frame} className="figure-body is-card">
          <CardForm card={card} pack={pack} port={session.port} newest={newestOf(previewed)} />
          <aside className="figure-side">
            <CardPreviewPart
              card={card}
              isSound={isSound}
              previewed={previewed}
              kind={kind}
              onKind={setKind}
            />
            <CardExamples card={card} examples={examples} pack={pack} port={session.port} />
          </aside>
        </div>
        {hasProblems && (
          <FigureProblems check={check} walk={walk} onClose={() => setHasProblems(false)} />
        )}
      </div>
    </ProblemsContext>
  );
}

/** The last period that has a score. */
function newestOf({ preview }: Previewed<ScorecardDefinition>) {
  if (preview?.of !== 'scorecard') return undefined;
  return preview.periods.findLast(({ is }) => is.score !== null);
}
