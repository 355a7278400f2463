/** All that is on the screen while a draft of a rule set is edited. */
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { performOnRules } from '../document/rules/commands.ts';
import type { RulesDocument } from '../document/rules/document.ts';
import { following, walkByKey } from '../panels/problem-order.ts';
import { ProblemsPanel } from '../panels/problems.tsx';
import { RulesBody } from '../panels/rules/rules-body.tsx';
import { useOutcomes } from '../panels/rules/use-outcomes.ts';
import { useCheck } from '../panels/use-check.ts';
import type { Jump } from '../panels/use-jump.ts';
import { useSay } from '../words/say.ts';
import { Drawer } from './draft-drawer.tsx';
import { undoByKey } from './draft-keys.ts';
import { Notices } from './draft-notices.tsx';
import { type Other, useSaving } from './draft-use-saving.ts';
import { useSession } from './draft-use-session.ts';
import { putBoth } from './rules-drafts.ts';
import type { RulesBeginning } from './rules-editor.tsx';
import { RulesHead } from './rules-head.tsx';
import { useRecordName } from './rules-records.ts';

const route = getRouteApi('/in/drafts/$id');

interface DeskProps {
  beginning: RulesBeginning;
  pack: Pack;
  /** Takes the draft from the server anew, leaving what is on the screen. */
  onLoadAgain: () => Promise<void>;
  /** The drafts as they were saved elsewhere meanwhile. */
  readOther: () => Promise<Other<RulesDocument>>;
}

export function RulesEditorDesk({ beginning, pack, onLoadAgain, readOther }: DeskProps) {
  const session = useSession(beginning, performOnRules);
  const { draft, shelf } = beginning;
  const [put] = useState(() => putBoth<RulesDocument>(draft, shelf, ({ set }) => set));
  const saving = useSaving(beginning, session, put);
  const document = useStore(session.history, (state) => state.history.document);
  const check = useCheck(document.set, pack);
  const outcomes = useOutcomes(document, pack);
  const [hasProblems, setHasProblems] = useState(false);
  const opened = useOpened();
  const walk = useWalk(check.problems, document, opened.onOpen);
  const placeOf = usePlaceOf(document);
  const desk = useMemo(
    () => ({ document, pack, port: session.port, problems: check.problems, outcomes }),
    [document, pack, session, check.problems, outcomes],
  );
  const keys = (event: KeyboardEvent) => {
    walkByKey(event, walk.go);
    undoByKey(event, session.port);
  };
  return (
    <div className="editor rules-editor" onKeyDown={keys} onBlur={session.seal}>
      <RulesHead
        beginning={beginning}
        document={document}
        pack={pack}
        session={session}
        saving={saving}
        check={check}
        outcomes={outcomes}
        hasProblems={hasProblems}
        onProblems={setHasProblems}
      />
      <Notices
        desk={{ draft, session, saving, part: 'set', readOther, onLoadAgain }}
        pack={pack}
        definition={document.set}
        showOf={({ id }) => {
          const rule = /^\/rules\/([^/]+)/.exec(id)?.[1];
          return rule === undefined ? undefined : () => opened.onOpen(rule);
        }}
      />
      <RulesBody desk={desk} jump={walk.jump} {...opened} nameOfRecord={useRecordName()} />
      {hasProblems && (
        <Drawer onClose={() => setHasProblems(false)}>
          <ProblemsPanel
            placeOf={placeOf}
            problems={check.problems}
            isCurrent={check.isCurrent}
            current={walk.at}
            onJump={(_, index) => walk.goTo(index)}
          />
        </Drawer>
      )}
    </div>
  );
}

/** Which rule is opened, and how it is seen: both stand in the address. */
function useOpened() {
  const { rule: open, view = 'sentence', as = 'list' } = route.useSearch();
  const navigate = useNavigate({ from: '/drafts/$id' });
  return {
    open,
    view,
    as,
    onOpen: (rule: string | undefined) =>
      void navigate({ search: (before) => ({ ...before, rule }), replace: true }),
    onView: (next: typeof view) =>
      void navigate({
        search: (before) => ({ ...before, view: next === 'sentence' ? undefined : next }),
        replace: true,
      }),
    onAs: (next: typeof as) =>
      void navigate({
        search: (before) => ({ ...before, as: next === 'list' ? undefined : next }),
        replace: true,
      }),
  };
}

/** From problem to problem, each with the rule it is in opened. */
function useWalk(
  problems: readonly Problem[],
  document: RulesDocument,
  onOpen: (id: string) => void,
) {
  const [at, setAt] = useState<number>();
  const [jump, setJump] = useState<Jump>();
  const goTo = (index: number) => {
    const found = problems[index];
    if (found === undefined) return;
    setAt(index);
    const rule = ruleOf(found, document);
    if (rule !== undefined) onOpen(rule.id);
    if (found.at !== undefined) setJump({ pointer: found.at });
  };
  const go = (by: 1 | -1) => {
    const next = following(problems.length, at, by);
    if (next !== undefined) goTo(next);
  };
  return { at: at !== undefined && at < problems.length ? at : undefined, jump, go, goTo };
}

function usePlaceOf(document: RulesDocument): (found: Problem) => string {
  const { t } = useTranslation('rules');
  const say = useSay();
  return (found) => {
    const rule = ruleOf(found, document);
    return rule === undefined ? t('wholeSet') : `${rule.id} ${say(rule.name)}`;
  };
}

/** The rule that a problem is about. */
function ruleOf({ at = '' }: Problem, { set }: RulesDocument) {
  const index = /^\/rules\/(\d+)/.exec(at)?.[1];
  return index === undefined ? undefined : set.rules[Number(index)];
}
