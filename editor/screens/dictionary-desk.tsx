/** All that is on the screen while a draft of a dictionary is edited: of facts, or of derived ones. */
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { find, type Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { type DictionaryEdit, performOnDictionary } from '../document/facts/commands.ts';
import type { Dictionary, DictionaryDocument } from '../document/facts/document.ts';
import { ProblemsContext } from '../panels/panel.ts';
import { following, walkByKey } from '../panels/problem-order.ts';
import { ProblemsPanel } from '../panels/problems.tsx';
import { type Check, useCheck } from '../panels/use-check.ts';
import type { Jump } from '../panels/use-jump.ts';
import { useSay } from '../words/say.ts';
import { DictionarySettings } from './dictionary-settings.tsx';
import { Drawer } from './draft-drawer.tsx';
import { DraftHead } from './draft-head.tsx';
import { undoByKey } from './draft-keys.ts';
import { Notices } from './draft-notices.tsx';
import type { Session } from './draft-session.ts';
import { type Other, useSaving } from './draft-use-saving.ts';
import { useSession } from './draft-use-session.ts';
import { useAlsoExamples } from './rules-also.ts';
import { putBoth } from './rules-drafts.ts';
import type { ShelvedBeginning } from './rules-visit.ts';

const route = getRouteApi('/in/drafts/$id');

export interface DictionaryShown<D extends Dictionary> {
  document: DictionaryDocument<D>;
  port: Session<DictionaryDocument<D>, DictionaryEdit>['port'];
  /** Ids of its facts that are in force. */
  inForce: ReadonlySet<string>;
  /** The fact that is opened. */
  open: string | undefined;
  onOpen: (id: string | undefined) => void;
  jump: Jump | undefined;
  draft: string;
  /** Saves at once; true when the server has what is on the screen. */
  flush: () => Promise<boolean>;
}

interface DictionaryDeskProps<D extends Dictionary> {
  beginning: ShelvedBeginning<DictionaryDocument<D>>;
  pack: Pack;
  /** Takes the draft from the server anew, leaving what is on the screen. */
  onLoadAgain: () => Promise<void>;
  /** The drafts as they were saved elsewhere meanwhile. */
  readOther: () => Promise<Other<DictionaryDocument<D>>>;
  /** The list that it stands in. */
  list: '/facts' | '/derived';
  help: string;
  children: (shown: DictionaryShown<D>) => ReactNode;
}

export function DictionaryDesk<D extends Dictionary>(props: DictionaryDeskProps<D>) {
  const { beginning, pack, list, ...reading } = props;
  const { t } = useTranslation('facts');
  const navigate = useNavigate();
  const session = useSession(beginning, performOnDictionary<DictionaryDocument<D>>);
  const { draft, shelf } = beginning;
  const [put] = useState(() => putBoth<DictionaryDocument<D>>(draft, shelf, ({ set }) => set));
  const saving = useSaving(beginning, session, put);
  const document = useStore(session.history, (state) => state.history.document);
  const check = useCheck(document.set, pack);
  const [hasProblems, setHasProblems] = useState(false);
  const opened = useOpened();
  const walk = useWalk(check.problems, opened.onOpen);
  const inForce = useInForce(document.set, pack);
  return (
    <ProblemsContext value={check.problems}>
      <div
        className="editor rules-editor"
        onKeyDown={(event) => [walkByKey(event, walk.go), undoByKey(event, session.port)]}
        onBlur={session.seal}
      >
        <DraftHead
          draft={draft}
          definition={document.set}
          pack={pack}
          session={session}
          saving={saving}
          check={check}
          also={useAlsoExamples(shelf, document.examples)}
          help={props.help}
          hasProblems={hasProblems}
          onProblems={setHasProblems}
          backLabel={t('back')}
          leave={() => navigate({ to: list, search: {} })}
        >
          <DictionarySettings set={document.set} port={session.port} />
        </DraftHead>
        <Notices
          desk={{ draft, session, saving, part: 'set', ...reading }}
          pack={pack}
          definition={document.set}
          showOf={({ id }) => showing(factAt(id), opened.onOpen)}
        />
        {props.children({
          document,
          port: session.port,
          inForce,
          jump: walk.jump,
          draft: draft.id,
          flush: saving.flush,
          ...opened,
        })}
        {hasProblems && (
          <FoundProblems set={document.set} check={check} walk={walk} onProblems={setHasProblems} />
        )}
      </div>
    </ProblemsContext>
  );
}

interface FoundProblemsProps {
  set: Dictionary;
  check: Check;
  walk: ReturnType<typeof useWalk>;
  onProblems: (isOpen: boolean) => void;
}

function FoundProblems({ set, check, walk, onProblems }: FoundProblemsProps) {
  return (
    <Drawer onClose={() => onProblems(false)}>
      <ProblemsPanel
        placeOf={usePlaceOf(set)}
        problems={check.problems}
        isCurrent={check.isCurrent}
        current={walk.at}
        onJump={(_, index) => walk.goTo(index)}
      />
    </Drawer>
  );
}

function showing(fact: string | undefined, onOpen: (id: string) => void) {
  return fact === undefined ? undefined : () => onOpen(fact);
}

/** Which fact is opened stands in the address. */
function useOpened() {
  const { fact: open } = route.useSearch();
  const navigate = useNavigate({ from: '/drafts/$id' });
  const onOpen = (fact: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, fact }), replace: true });
  return { open, onOpen };
}

/** From problem to problem, each with the fact it is in opened. */
function useWalk(problems: readonly Problem[], onOpen: (id: string) => void) {
  const [at, setAt] = useState<number>();
  const [jump, setJump] = useState<Jump>();
  const goTo = (index: number) => {
    const found = problems[index];
    if (found === undefined) return;
    setAt(index);
    const fact = factAt(found.at ?? '');
    if (fact !== undefined) onOpen(fact);
    if (found.at !== undefined) setJump({ pointer: found.at });
  };
  const go = (by: 1 | -1) => {
    const next = following(problems.length, at, by);
    if (next !== undefined) goTo(next);
  };
  return { at: at !== undefined && at < problems.length ? at : undefined, jump, go, goTo };
}

function usePlaceOf({ facts }: Dictionary): (found: Problem) => string {
  const { t } = useTranslation('facts');
  const say = useSay();
  return ({ at = '' }) => {
    const id = factAt(at);
    const fact = id !== undefined && Object.hasOwn(facts, id) ? facts[id] : undefined;
    return fact === undefined ? t('whole') : say(fact.name);
  };
}

function useInForce({ kind, id }: Dictionary, pack: Pack): ReadonlySet<string> {
  return useMemo(() => new Set(Object.keys(find(pack, kind, id)?.facts ?? {})), [pack, kind, id]);
}

function factAt(pointer: string): string | undefined {
  return /^\/facts\/([^/]+)/.exec(pointer)?.[1];
}
