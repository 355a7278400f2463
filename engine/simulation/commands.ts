/** From an action of a session to the command of the product that it stands for. */
import { z } from 'zod';
import type { Command } from '../case/commands.ts';
import {
  AddSignersBody,
  CopyBody,
  DelegateBody,
  HandBackBody,
  ReassignBody,
  SignBody,
  TransferBody,
  UrgeBody,
  WithdrawBody,
} from '../case/people-commands.ts';
import type { CaseState, Instant, Visit } from '../case/state.ts';
import { Entered } from '../definition/facts.ts';
import type { Action } from '../definition/examples.ts';
import { Id } from '../definition/header.ts';
import { pointer } from '../definition/pointer.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import { failed, ok, problem, type Result } from '../problem.ts';

export interface Asked {
  flow: CompiledFlow;
  action: Action;
  state: CaseState;
  /** The visit acted on; undefined for what is done to the case. */
  visit: Visit | undefined;
  by: { at: Instant; actor: string };
}

/** Said where a command needs words and nobody has given any. */
const NO_WORDS = '—';

/** Refuses what is no action, and what does not say what its command has to. */
export function commandOf(asked: Asked): Result<Command> {
  const { action, visit, by } = asked;
  const row = isDone(action.do) ? rows[action.do] : undefined;
  if (row === undefined) return failed(problem('no_such_action', { action: action.do }));
  const said = row.says?.(asked) ?? {};
  const parsed = row.body.safeParse({ ...action.with, ...known(said) });
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ message, path }) =>
      problem('schema', { reason: message }, `/with${pointer(path)}`),
    );
    return { ok: false, problems };
  }
  const place = visit === undefined ? {} : { seq: visit.seq };
  return ok({
    ...(parsed.data as object),
    ...place,
    ...by,
    type: row.type ?? action.do,
  } as Command);
}

interface Row {
  /** What the command says besides who, when and where. */
  body: z.ZodType;
  /** What of it stands in the action itself, or follows from where the case is. */
  says?: (asked: Asked) => Record<string, unknown>;
  /** The command's type, where the action has a word of its own. */
  type?: Command['type'];
}

const nothing = z.strictObject({});
const Values = z.record(Id, Entered);
const reasoned = ({ action: { reason, comment } }: Asked) => ({
  reason: reason ?? comment ?? NO_WORDS,
});

/** Every command that is done to an open case by its flow; a case is not moved to another version here. */
type Done = Exclude<Command['type'], 'open' | 'fire' | 'recompute' | 'migrate'> | 'wait';

const rows: Readonly<Record<Done, Row>> = {
  claim: { body: nothing },
  release: { body: nothing },
  resume: { body: nothing },
  complete: {
    body: z.strictObject({
      route: Id.optional(),
      data: Values,
      comment: z.string().optional(),
      overrides: z.record(Id, z.string()).optional(),
    }),
    says: (asked) => {
      const { route, data = {}, overrides } = asked.action;
      return { route, data, overrides, comment: commentOn(asked) };
    },
  },
  pause: {
    body: z.strictObject({ reason: z.string(), evidence: z.string() }),
    says: ({ action: { reason = '', evidence = '' } }) => ({ reason, evidence }),
  },
  wait: { body: nothing, type: 'fire' },
  sign: {
    body: SignBody,
    says: ({ action: { comment, overrides, with: more } }) => {
      const needed = more?.['verdict'] === 'reject' ? NO_WORDS : undefined;
      return { comment: comment ?? needed, overrides };
    },
  },
  withdraw: { body: WithdrawBody, says: reasoned },
  transfer: { body: TransferBody, says: reasoned },
  delegate: { body: DelegateBody, says: reasoned },
  hand_back: {
    body: HandBackBody,
    says: ({ action: { comment = NO_WORDS, data } }) => ({ comment, data }),
  },
  add_signer: { body: AddSignersBody, says: reasoned },
  copy: { body: CopyBody },
  urge: { body: UrgeBody, says: reasoned },
  reassign: { body: ReassignBody, says: reasoned },
  retry: { body: nothing },
  skip: { body: z.strictObject({ reason: z.string() }), says: reasoned },
  reroute: {
    body: z.strictObject({ route: Id, reason: z.string() }),
    says: (asked) => ({ ...reasoned(asked), route: asked.action.route }),
  },
  answer: {
    body: z.strictObject({ data: Values.optional() }),
    says: ({ action: { data } }) => ({ data }),
  },
  fail: {
    body: z.looseObject({}),
    says: () => ({ problem: problem('tried_failure') }),
  },
  message: {
    body: z.strictObject({
      name: Id,
      key: z.string().max(200),
      id: z.string().min(1).max(200),
      data: Values.optional(),
    }),
    says: awaitedMessage,
  },
  child_opened: { body: z.strictObject({ index: z.int().min(0), hash: z.string().max(64) }) },
  child_ended: {
    body: z.strictObject({ index: z.int().min(0), outcome: Id, data: Values }),
    says: ({ action: { data = {} } }) => ({ data }),
  },
  tick: {
    body: z.strictObject({
      limit: Id,
      kind: z.enum(['remind', 'due', 'escalate']),
      level: z.int().min(0).optional(),
    }),
  },
  cancel: { body: z.strictObject({ reason: z.string() }), says: reasoned },
};

function isDone(what: string): what is Done {
  return Object.hasOwn(rows, what);
}

/** Going back, or no further, needs a word. */
function commentOn({ flow, action, visit }: Asked): string | undefined {
  const step = visit === undefined ? undefined : flow.flow.steps[visit.step];
  const route = step?.routes.find(({ id }) => id === action.route);
  const result = route?.result ?? 'pass';
  return action.comment ?? (result === 'pass' ? undefined : NO_WORDS);
}

/** The message that the visit waits for, as one that has not been received yet. */
function awaitedMessage({ action, state, visit }: Asked): Record<string, unknown> {
  const { name, key } = visit?.message ?? {};
  const given = action.with ?? {};
  return {
    name: given['name'] ?? name,
    key: given['key'] ?? key,
    id: given['id'] ?? `tried-${(state.messages?.length ?? 0) + 1}`,
    data: action.data,
  };
}

function known(said: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
