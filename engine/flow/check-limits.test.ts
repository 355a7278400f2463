import { describe, expect, it } from 'vitest';
import type { Definition } from '../definition/kinds.ts';
import { Limit, type Escalation } from '../definition/limit.ts';
import { checkTasks } from './check-tasks.ts';
import { end, flowOf, start, task, weekdays } from './flows.fixture.ts';
import { checkReferences } from './references.ts';

const said = (text: string) => ({ zh: text, en: text });

const org: Definition = {
  kind: 'organisation',
  id: 'org',
  name: said('org'),
  units: [{ id: 'top', name: said('top') }],
  posts: ['head', 'clerk', 'chief'].map((id) => ({ id, name: said(id) })),
  conflicts: [],
  people: [],
};

const open: Definition = { ...weekdays(), id: 'open', hours: { from: '08:00', to: '12:00' } };

function limitWith(more: Partial<Limit>): Limit {
  const basis = { kind: 'typical' as const, source: said('T') };
  const usual = { id: 'one', layer: 'internal', value: 10, unit: 'wd', calendar: 'cn' } as const;
  return { ...usual, basis, ...more };
}

/** What is found about a step with this limit, and about a case with it. */
function problemsOf(limit: Limit): (string | undefined)[][] {
  const a = { ...task('e'), limits: [limit] } as never;
  const flow = flowOf({ s: start('a'), a, e: end() });
  const pack = { definitions: [org, open, weekdays()] };
  const found = (one: typeof flow) =>
    [...checkTasks(one), ...checkReferences(one, pack)].map(({ code, at }) => [
      code,
      at?.replace(/^(\/steps\/a)?\/limits\/0/, ''),
    ]);
  const ofCase = { ...flowOf({ s: start('a'), a: task('e'), e: end() }), limits: [limit] };
  return [...found(flow), ...found(ofCase).map((one) => ['case', ...one])];
}

const day = (value: number): Escalation['after'] => ({ value, unit: 'wd' });

const valid: [string, Partial<Limit>][] = [
  ['no reminders, no chain', {}],
  ['one reminder', { reminders: [0.5] }],
  ['several in order', { reminders: [0.5, 0.8, 0.95] }],
  [
    'a chain in days',
    {
      escalate: [
        { after: day(1), to: 'head' },
        { after: day(2), to: 'above' },
      ],
    },
  ],
  [
    'a chain in shares',
    {
      escalate: [
        { at: 1, to: 'head' },
        { at: 1.5, to: 'chief' },
      ],
    },
  ],
  [
    'shares, then days',
    {
      escalate: [
        { at: 1.2, to: 'head' },
        { after: day(3), to: 'above' },
      ],
    },
  ],
  [
    'minutes, then hours',
    {
      unit: 'h',
      escalate: [
        { after: { value: 90, unit: 'min' }, to: 'head' },
        { after: { value: 2, unit: 'h' }, to: 'chief' },
      ],
    },
  ],
  [
    'times that cannot be compared',
    {
      escalate: [
        { after: day(1), to: 'head' },
        { after: { value: 1, unit: 'h' }, to: 'above' },
      ],
    },
  ],
  ['working hours on a calendar that opens', { unit: 'wh', calendar: 'open' }],
];

const invalid: [string, Partial<Limit>, code: string, at: string][] = [
  ['a reminder twice', { reminders: [0.5, 0.5] }, 'reminders_out_of_order', '/reminders/1'],
  ['an earlier one later', { reminders: [0.8, 0.5] }, 'reminders_out_of_order', '/reminders/1'],
  ['no time', { escalate: [{ to: 'head' }] }, 'escalation_without_time', '/escalate/0'],
  [
    'two times',
    { escalate: [{ to: 'head', at: 1.1, after: day(1) }] },
    'escalation_without_time',
    '/escalate/0',
  ],
  [
    'a level before the one above it',
    {
      escalate: [
        { after: day(3), to: 'head' },
        { after: day(2), to: 'above' },
      ],
    },
    'escalation_out_of_order',
    '/escalate/1',
  ],
  [
    'a share before the days above it',
    {
      escalate: [
        { after: day(3), to: 'head' },
        { at: 1.2, to: 'above' },
      ],
    },
    'escalation_out_of_order',
    '/escalate/1',
  ],
  [
    'the same time twice',
    {
      escalate: [
        { at: 1, to: 'head' },
        { at: 1, to: 'above' },
      ],
    },
    'escalation_out_of_order',
    '/escalate/1',
  ],
  [
    'a post that there is not',
    { escalate: [{ at: 1, to: 'nobody' }] },
    'unknown_reference',
    '/escalate/0/to',
  ],
  ['working hours without hours', { unit: 'wh' }, 'calendar_without_hours', '/calendar'],
  [
    'an escalation in working hours without hours',
    { escalate: [{ after: { value: 2, unit: 'wh' }, to: 'head' }] },
    'calendar_without_hours',
    '/calendar',
  ],
  [
    'a task given to those above, who are no post',
    { escalate: [{ at: 1, to: 'above', reassign: true }] },
    'escalation_reassigns_nothing',
    '/escalate/0/reassign',
  ],
];

const misspelt: [string, object, at: string][] = [
  ['a reminder at nothing', { reminders: [0] }, 'reminders.0'],
  ['a reminder below nothing', { reminders: [-0.5] }, 'reminders.0'],
  ['a reminder at the end', { reminders: [1] }, 'reminders.0'],
  ['an escalation before the end', { escalate: [{ at: 0.9, to: 'head' }] }, 'escalate.0.at'],
  ['an escalation to nobody', { escalate: [{ at: 1 }] }, 'escalate.0.to'],
  [
    'an escalation after no time',
    { escalate: [{ after: { value: 0, unit: 'wd' }, to: 'head' }] },
    'escalate.0.after.value',
  ],
  ['a unit that there is not', { unit: 'week' }, 'unit'],
];

describe('a limit', () => {
  it.each(valid)('with %s is sound', (_, more) => {
    expect(problemsOf(limitWith(more))).toEqual([]);
  });

  it.each(invalid)('with %s is refused, of a step and of a case', (_, more, code, at) => {
    expect(problemsOf(limitWith(more))).toEqual([
      [code, at],
      ['case', code, at],
    ]);
  });

  it('of a case has no task to give to somebody else', () => {
    const limit = limitWith({ escalate: [{ at: 1, to: 'head', reassign: true }] });
    expect(problemsOf(limit)).toEqual([
      ['case', 'escalation_reassigns_nothing', '/escalate/0/reassign'],
    ]);
  });

  it.each(misspelt)('with %s is no limit', (_, more, at) => {
    const parsed = Limit.safeParse({ ...limitWith({}), ...more });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual([at]);
  });
});
