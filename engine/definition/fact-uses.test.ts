import { describe, expect, test } from 'vitest';
import type { Condition } from './condition.ts';
import { factUsesOf } from './fact-uses.ts';
import type { Definition } from './kinds.ts';
import type { Pack } from './pack.ts';

const said = (text: string) => ({ zh: text, en: text });
const is = (fact: string): Condition => ({ fact, operator: 'equal', value: true });

const facts = [
  'on_form',
  'asked',
  'sent',
  'ruled',
  'spoken',
  'tabled',
  'measured',
  'title',
  'idle',
];

const pack = {
  definitions: [
    {
      kind: 'facts',
      id: 'facts',
      name: said('Facts'),
      facts: Object.fromEntries(facts.map((id) => [id, { name: said(id), type: 'boolean' }])),
    },
    {
      kind: 'flow',
      id: 'flow',
      name: said('Flow'),
      owner_post: 'post',
      title_fact: 'title',
      limits: [],
      audits: { after: [] },
      outcomes: [],
      steps: {
        work: {
          kind: 'task',
          name: said('Work'),
          clock: 'utility',
          form: [{ fact: 'on_form' }],
          limits: [],
          audits: { before: [], during: [] },
          routes: [{ id: 'r', name: said('r'), to: 'send', result: 'pass', when: is('asked') }],
        },
        send: {
          kind: 'auto',
          name: said('Send'),
          does: { set: [{ fact: 'sent', value: { fact: 'on_form' } }] },
          routes: [],
        },
      },
    },
    {
      kind: 'ruleset',
      id: 'set',
      name: said('Set'),
      rules: [
        rule('R1', 'case', is('ruled'), '{spoken} is wrong'),
        // A kind of imported record has fields of its own by such a name.
        rule('R2', 'bill', is('idle'), 'wrong'),
      ],
    },
    {
      kind: 'table',
      id: 'table',
      name: said('Table'),
      hit: 'U',
      inputs: [{ id: 'x', name: said('x'), type: 'boolean', fact: 'tabled' }],
      outputs: [{ id: 'y', name: said('y'), type: 'boolean' }],
      rows: [],
    },
    {
      kind: 'indicator',
      id: 'share',
      name: said('Share'),
      over: { record: 'case', period_by: 'ended_at' },
      measure: { measure: 'share', of: is('measured') },
    },
    {
      kind: 'indicator',
      id: 'of_records',
      name: said('Of records'),
      over: { record: 'parcel', period_by: 'ended_at' },
      measure: { measure: 'share', of: is('measured') },
    },
  ] as unknown as Definition[],
} satisfies Pack;

function rule(id: string, record: string, conditions: Condition, message: string) {
  return {
    id,
    name: said(id),
    record,
    conditions,
    message: said(message),
    rectification: said(''),
  };
}

describe('where facts are used', () => {
  const uses = factUsesOf(pack);
  const words = (fact: string) => (uses.get(fact) ?? []).map(({ kind, id }) => `${kind} ${id}`);

  test.each([
    ['on_form', ['form work', 'step send']],
    ['asked', ['step work']],
    ['sent', ['step send']],
    ['title', ['flow flow']],
    ['ruled', ['rule R1']],
    ['spoken', ['rule R1']],
    ['tabled', ['table table']],
    ['measured', ['indicator share']],
    ['idle', []],
    ['toString', []],
  ])('%s', (fact, expected) => {
    expect(words(fact)).toEqual(expected);
  });
});
