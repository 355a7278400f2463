/** An office, a flow that its people share, and commands in a few words. */
import type { Command } from '../case/commands.ts';
import type { Entry } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { OrganisationDefinition, Role } from '../definition/organisation.ts';
import type { Problem } from '../problem.ts';
import type { Step, StepOf } from '../steps/registry.ts';
import { compileFlow, type CompiledFlow } from './compile.ts';
import { decision, end, flowOf, parallel, start, weekdays } from './flows.fixture.ts';
import { runCommand, type Outside } from './run.ts';

const said = (text: string) => ({ zh: text, en: text });

type Given = [id: string, unit: string, posts: string[], roles?: Role[]];

const people: Given[] = [
  ['ann', 'north', ['desk']],
  ['amy', 'north', ['desk']],
  ['bob', 'north', ['checker']],
  ['ben', 'north', ['checker']],
  ['lee', 'north', ['legal']],
  ['lou', 'north', ['legal']],
  ['cat', 'top', ['boss', 'legal'], ['supervisor', 'clerk']],
  ['two', 'north', ['desk', 'checker']],
  ['sid', 'south', ['desk', 'checker', 'legal']],
  ['sue', 'south', [], ['supervisor']],
];

/** Who checks does not draft. In the second week of March lee stands in for bob. */
export const office: OrganisationDefinition = {
  kind: 'organisation',
  id: 'office',
  name: said('office'),
  units: [
    { id: 'top', name: said('top') },
    { id: 'north', name: said('north'), parent: 'top' },
    { id: 'south', name: said('south'), parent: 'top' },
  ],
  posts: ['desk', 'checker', 'legal', 'boss'].map((id) => ({ id, name: said(id) })),
  conflicts: [
    {
      posts: ['desk', 'checker'],
      reason: said('apart'),
      basis: { kind: 'typical', source: said('T') },
    },
  ],
  people: people.map(([id, unit, posts, roles = ['clerk']]) => ({
    id,
    name: said(id),
    unit,
    posts,
    roles,
  })),
  zone: 'Asia/Shanghai',
  rosters: [
    {
      id: 'watch',
      name: said('watch'),
      shifts: [
        { id: 'day', name: said('day'), from: '08:00', to: '20:00' },
        { id: 'night', name: said('night'), from: '20:00', to: '08:00' },
      ],
      duties: [
        { day: '2026-03-02', shift: 'day', person: 'sid' },
        { day: '2026-03-02', shift: 'day', person: 'ben' },
        { day: '2026-03-02', shift: 'night', person: 'bob' },
      ],
    },
  ],
  absences: [{ person: 'bob', from: '2026-03-09', to: '2026-03-13', deputy: 'lee' }],
};

export function deskTask(to: string | string[], more: Partial<StepOf<'task'>> = {}): Step {
  return {
    kind: 'task',
    name: said('task'),
    assign: { post: 'desk', unit: 'case' },
    allow: ['withdraw', 'transfer', 'delegate', 'add_signer', 'copy', 'urge'],
    clock: 'utility',
    form: [],
    limits: [],
    audits: { before: [], during: [] },
    routes: [to].flat().map((one, index) => ({ id: `r${index}`, to: one, name: said(one) })),
    ...more,
  };
}

/** A step that several people sign: it goes on to `yes`, or back to `no`. */
export function signed(
  sign: NonNullable<StepOf<'task'>['sign']>,
  [yes, no]: [string, string],
  more: Partial<StepOf<'task'>> = {},
): Step {
  return deskTask(yes, {
    assign: { post: 'legal', unit: 'case' },
    sign,
    routes: [
      { id: 'yes', to: yes, name: said('yes') },
      { id: 'no', to: no, name: said('no'), result: 'return' },
    ],
    ...more,
  });
}

const checker = { post: 'checker', unit: 'case' } as const;

/** Draft, check, opinion and estimate side by side, a vote. */
export const shared: FlowDefinition = {
  ...flowOf({
    s: start('draft'),
    draft: deskTask(['review', 'd'], { form: [{ fact: 'n', optional: true }] }),
    d: decision(['review', 'draft']),
    review: deskTask(['p', 'draft'], {
      assign: checker,
      routes: [
        { id: 'ok', to: 'p', name: said('ok') },
        { id: 'back', to: 'draft', name: said('back'), result: 'return' },
      ],
    }),
    p: parallel({ x: 'opinion', y: 'estimate' }, 'vote'),
    opinion: signed({ mode: 'in_order', signers: 2 }, ['xe', 'ask'], { branch: 'x' }),
    ask: deskTask('opinion', { branch: 'x' }),
    xe: end('x'),
    estimate: deskTask('amount', { branch: 'y' }),
    amount: deskTask('ye', { branch: 'y', allow: [] }),
    ye: end('y'),
    vote: signed(
      { mode: 'vote', signers: ['boss', 'legal', 'desk'], weights: { boss: 2 }, threshold: '2/3' },
      ['e', 'draft'],
      { assign: { post: 'legal', unit: 'above' } },
    ),
    e: end(),
  }),
};

export function compiled(
  flow: FlowDefinition = shared,
  org: OrganisationDefinition = office,
): CompiledFlow {
  const facts = {
    kind: 'facts' as const,
    id: 'facts',
    name: said('facts'),
    facts: { n: { name: said('n'), type: 'integer' as const } },
  };
  return compileFlow(flow, { definitions: [weekdays(), facts, org] });
}

/** What is done: `ann claim 2`, with whatever else the command says. */
export type Did = readonly [words: string, more?: Record<string, unknown>];

export interface Played {
  state: CaseState;
  entries: Entry[];
  /** Why the last was refused. */
  problems: Problem[];
}

/** Reasons and comments where nothing else is said. */
const WORDS = { reason: 'because', comment: 'well', data: {} };
const needs: Record<string, readonly (keyof typeof WORDS)[]> = {
  complete: ['data'],
  hand_back: ['comment'],
  withdraw: ['reason'],
  transfer: ['reason'],
  delegate: ['reason'],
  add_signer: ['reason'],
  urge: ['reason'],
  reassign: ['reason'],
};

const START = Date.parse('2026-03-02T01:00:00.000Z');
const MINUTE = 60_000;

const at = (minutes: number) => new Date(START + minutes * MINUTE).toISOString();

/** A case of the north, opened by ann; then one thing a minute, until one is refused. */
export async function play(
  did: readonly Did[],
  { flow = compiled(), outside = {} }: { flow?: CompiledFlow; outside?: Outside } = {},
): Promise<Played> {
  const opened: Command = {
    type: 'open',
    caseId: 'c1',
    unit: 'north',
    data: {},
    actor: 'ann',
    at: at(0),
  };
  const entries: Entry[] = [];
  let state: CaseState | null = null;
  for (const [index, command] of [
    opened,
    ...did.map((one, i) => asked(one, at(i + 1))),
  ].entries()) {
    const ran = await runCommand(flow, state, command, outside);
    if (ran.kind === 'refused') {
      if (state === null) throw new Error(ran.problems[0]?.code ?? `refused at ${index}`);
      return { state, entries, problems: ran.problems };
    }
    entries.push(ran.entry);
    ({ state } = ran);
  }
  if (state === null) throw new Error('nothing was opened');
  return { state, entries, problems: [] };
}

export function asked([words, more = {}]: Did, time: string): Command {
  const [actor = '', type = '', seq = ''] = words.split(' ');
  const said_ = Object.fromEntries((needs[type] ?? []).map((field) => [field, WORDS[field]]));
  return { ...said_, at: time, actor, type, seq: Number(seq), ...more } as unknown as Command;
}

/** The first thing done that is refused has this code; empty when nothing is. */
export function codesOf({ problems }: Played): string[] {
  return problems.map(({ code }) => code);
}
