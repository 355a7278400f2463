import { describe, expect, it } from 'vitest';
import type { ConnectorDefinition } from '../definition/connector.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import { hashOf } from '../definition/hash.ts';
import type { OrganisationDefinition } from '../definition/organisation.ts';
import type { Deed } from '../steps/auto.ts';
import type { Step } from '../steps/registry.ts';
import { checkFlow } from './soundness.ts';
import { around, auto, call, lineOf, repeat, rest, said, wait } from './kinds.fixture.ts';

const hook: ConnectorDefinition = {
  kind: 'connector',
  type: 'webhook',
  id: 'grid',
  name: said('grid'),
  url: 'https://grid.example/hook',
  event_type: 'x.y',
  secret: 'GRID',
  takes: [{ fact: 'note', path: ['note'] }],
};
const mail: ConnectorDefinition = {
  kind: 'connector',
  type: 'mail',
  id: 'letters',
  name: said('letters'),
  to: { post: 'clerk' },
  subject: said('x'),
  text: said('y'),
};
const incoming: ConnectorDefinition = {
  kind: 'connector',
  type: 'incoming',
  id: 'meters',
  name: said('meters'),
  source: 'x',
  event_type: 'x.y',
  secret: 'METERS',
};

const sub: FlowDefinition = {
  ...lineOf(['note', 'n'], { t: rest('e') }),
  id: 'sub',
};

const desk: OrganisationDefinition = {
  kind: 'organisation',
  id: 'desk',
  name: said('desk'),
  units: [{ id: 'top', name: said('top') }],
  posts: ['clerk', 'vacant'].map((id) => ({ id, name: said(id) })),
  conflicts: [],
  people: [{ id: 'li', name: said('li'), unit: 'top', posts: ['clerk'], roles: ['clerk'] }],
  zone: 'Asia/Shanghai',
  rosters: [
    {
      id: 'watch',
      name: said('watch'),
      shifts: [{ id: 'day', name: said('day'), from: '08:00', to: '20:00' }],
      duties: [],
    },
  ],
};

const form = ['n', 'note', 'day', 'moment', 'list', 'meter'];

/** Codes and places of what is wrong with the first step `a`, as the case has entered every fact. */
function wrong(step: Step, more: Record<string, Step> = {}, others: FlowDefinition[] = [sub]) {
  const flow = { ...lineOf(form, { a: step, ...more }), id: 'main' };
  const pack = { definitions: [...around, desk, hook, mail, incoming, flow, ...others] };
  return checkFlow(flow, pack)
    .filter(({ at }) => at?.startsWith('/steps/a/'))
    .map(({ code, at }) => `${code} ${at?.replace('/steps/a', '')}`);
}

const set = (fact: string, value: unknown) =>
  auto({ set: [{ fact, value: value as number }] }, 'e');
const deed = (does: object) => auto(does as Deed, 'e');
const later = { value: 1, unit: 'wd', calendar: 'cn' };

describe('automatic steps', () => {
  it.each([
    ['a constant', set('n', 5)],
    ['null where nothing may be', set('maybe', null)],
    ['a list', set('list', { fact: 'list' })],
    ['a whole number as a number', set('m', { fact: 'n' })],
    ['a built-in fact', set('moment', { fact: 'now' })],
    ['a later day', set('due', { fact: 'day', plus: later })],
    ['a day after a time', set('due', { fact: 'now', plus: later })],
    ['a notice to the customer', deed({ notice: { touchpoint: 'call', words: said('x') } })],
    ['a notice to a post', deed({ notice: { post: 'clerk', words: said('x') } })],
    ['a notice to who did a step', deed({ notice: { step: 'work', words: said('x') } })],
    ['a notice to who is on duty', deed({ notice: { roster: 'watch', words: said('x') } })],
    ['a notice to the opener', deed({ notice: { who: 'opener', words: said('x') } })],
    ['sending', deed({ send: { connector: 'grid', data: { a: 'n', b: 'case_id' } } })],
    ['a letter', deed({ send: { connector: 'letters', data: {} } })],
    ['taking', deed({ send: { connector: 'grid', data: {}, takes: [{ fact: 'note' }] } })],
  ])('valid: %s', (_name, step) => {
    expect(wrong(step, { work: rest('e') })).toEqual([]);
  });

  it.each([
    ['a constant that does not fit', set('n', 11), ['constant_does_not_fit /does/set/0/value']],
    ['null', set('n', null), ['constant_does_not_fit /does/set/0/value']],
    ['no such fact', set('zz', 1), ['unknown_reference /does/set/0/fact']],
    ['a built-in fact', set('now', 1), ['unknown_reference /does/set/0/fact']],
    ['text as a number', set('n', { fact: 'note' }), ['fact_does_not_fit /does/set/0/value']],
    ['of no such fact', set('n', { fact: 'zz' }), ['unknown_reference /does/set/0/value/fact']],
    [
      'later than a number',
      set('due', { fact: 'n', plus: later }),
      ['fact_does_not_fit /does/set/0/value'],
    ],
    [
      'no such calendar',
      set('due', { fact: 'day', plus: { ...later, calendar: 'zz' } }),
      ['unknown_reference /does/set/0/value/plus/calendar'],
    ],
    [
      'a fact twice',
      deed({
        set: [
          { fact: 'n', value: 1 },
          { fact: 'n', value: 2 },
        ],
      }),
      ['duplicate_id /does/set/1'],
    ],
    [
      'a fact that nobody enters',
      set('m', { fact: 'm' }),
      ['fact_never_entered /does/set/0/value'],
    ],
    [
      'no such post',
      deed({ notice: { post: 'zz', words: said('x') } }),
      ['unknown_reference /does/notice/post'],
    ],
    [
      'a post that nobody holds',
      deed({ notice: { post: 'vacant', words: said('x') } }),
      ['notice_reaches_nobody /does/notice'],
    ],
    [
      'no such step',
      deed({ notice: { step: 'zz', words: said('x') } }),
      ['unknown_reference /does/notice/step'],
    ],
    [
      'a step that nobody does',
      deed({ notice: { step: 'a', words: said('x') } }),
      ['unknown_reference /does/notice/step'],
    ],
    [
      'no such roster',
      deed({ notice: { roster: 'zz', words: said('x') } }),
      ['unknown_reference /does/notice/roster'],
    ],
    [
      'no such connector',
      deed({ send: { connector: 'zz', data: {} } }),
      ['unknown_reference /does/send/connector'],
    ],
    [
      'a connector that only hears',
      deed({ send: { connector: 'meters', data: {} } }),
      ['connector_only_hears /does/send/connector'],
    ],
    [
      'sending no such fact',
      deed({ send: { connector: 'grid', data: { ab: 'zz' } } }),
      ['unknown_reference /does/send/data/ab'],
    ],
    [
      'taking what never comes',
      deed({ send: { connector: 'letters', data: {}, takes: [{ fact: 'note' }] } }),
      ['take_never_comes /does/send/takes/0'],
    ],
  ])('invalid: %s', (_name, step, expected) => {
    expect(wrong(step)).toEqual(expected);
  });

  it('what it sets is known afterwards', () => {
    const copied = set('m', { fact: 'n' });
    expect(
      wrong({ ...copied, routes: [{ id: 'r', to: 'b' }] }, { b: set('n', { fact: 'm' }) }),
    ).toEqual([]);
  });
});

describe('waits', () => {
  const message = { name: 'installed', key: 'meter', takes: [{ fact: 'n' }] };
  const patience = (route: string) => ({
    message: { ...message, timeout: { ...later, unit: 'd', route } as const },
  });

  it.each([
    ['a day', wait({ until: { fact: 'day', calendar: 'cn' } }, 'e')],
    ['a time', wait({ until: { fact: 'moment', calendar: 'cn' } }, 'e')],
    ['a message', wait({ message }, 'e')],
    ['a message, not for ever', wait(patience('r1'), 'e', 'other')],
  ])('valid: %s', (_name, step) => {
    expect(wrong(step)).toEqual([]);
  });

  it.each([
    [
      'no moment',
      wait({ until: { fact: 'note', calendar: 'cn' } }, 'e'),
      ['moment_needed /until/fact'],
    ],
    [
      'no such calendar',
      wait({ until: { fact: 'day', calendar: 'zz' } }, 'e'),
      ['unknown_reference /until/calendar'],
    ],
    [
      'a fact that nobody enters',
      wait({ until: { fact: 'due', calendar: 'cn' } }, 'e'),
      ['fact_never_entered /until/fact'],
    ],
    [
      'a key that may be nothing',
      wait({ message: { ...message, key: 'maybe' } }, 'e'),
      ['fact_never_entered /message/key'],
    ],
    [
      'taking no such fact',
      wait({ message: { ...message, takes: [{ fact: 'zz' }] } }, 'e'),
      ['unknown_reference /message/takes/0'],
    ],
    [
      'patience by no such route',
      wait(patience('zz'), 'e', 'other'),
      ['unknown_reference /message/timeout/route'],
    ],
    [
      'patience by the way of the message',
      wait(patience('r0'), 'e', 'other'),
      ['patience_by_first_route /message/timeout/route'],
    ],
  ])('invalid: %s', (_name, step, expected) => {
    expect(wrong(step)).toEqual(expected);
  });

  it('what the message brings is known where the message leads, not where patience leads', () => {
    const taking = { ...message, takes: [{ fact: 'm' }] };
    const first = wait(
      { message: { ...taking, timeout: { ...later, unit: 'd', route: 'r1' } } },
      'b',
      'c',
    );
    const ask = auto({ set: [{ fact: 'n', value: { fact: 'm' } }] }, 'e');
    const flow = { ...lineOf(form, { a: first, b: ask, c: ask }), id: 'main' };
    const codes = checkFlow(flow, { definitions: [...around, flow] })
      .filter(({ code }) => code.startsWith('fact_'))
      .map(({ code, at }) => `${code} ${at}`);
    expect(codes).toEqual(['fact_never_entered /steps/c/does/set/0/value']);
  });
});

describe('calls', () => {
  const both = { note: 'note', n: 'n' };

  it.each([
    ['everything handed over', call({ in: both }, 'e')],
    ['taking over', call({ in: both, out: { note: 'outcome', m: 'n' } }, 'e')],
    ['a version by its hash', call({ in: both, version: hashOf(sub) }, 'e')],
    ['a version that takes other facts', call({ version: 'a'.repeat(64) }, 'e')],
    ['each item of a list', repeat({ in: { n: 'n' } }, 'e')],
    ['the first of them', repeat({ in: { n: 'n' }, join: 'first' }, 'e')],
    ['some of them', repeat({ in: { n: 'n' }, join: { at_least: 3 } }, 'e')],
  ])('valid: %s', (_name, step) => {
    expect(wrong(step)).toEqual([]);
  });

  it.each([
    ['no such flow', call({ flow: 'zz', in: both }, 'e'), ['unknown_reference /flow']],
    ['too little', call({ in: { n: 'n' } }, 'e'), ['call_without_input /in']],
    ['too much', call({ in: { ...both, m: 'n' } }, 'e'), ['call_input_unknown /in/m']],
    ['text as a number', call({ in: { ...both, n: 'note' } }, 'e'), ['fact_does_not_fit /in/n']],
    ['no such fact', call({ in: { ...both, n: 'zz' } }, 'e'), ['unknown_reference /in/n']],
    [
      'taking over what does not fit',
      call({ in: both, out: { n: 'note' } }, 'e'),
      ['fact_does_not_fit /out/n'],
    ],
    [
      'taking over a built-in fact',
      call({ in: both, out: { note: 'case_id' } }, 'e'),
      ['unknown_reference /out/note'],
    ],
    ['over no list', repeat({ over: 'note', in: { n: 'n' } }, 'e'), ['list_needed /over']],
    [
      'items that do not fit',
      repeat({ item_fact: 'n', in: { note: 'note' } }, 'e'),
      ['fact_does_not_fit /item_fact'],
    ],
  ])('invalid: %s', (_name, step, expected) => {
    expect(wrong(step)).toEqual(expected);
  });

  it('flows that call one another in a circle', () => {
    const back: FlowDefinition = {
      ...lineOf([], { t: call({ flow: 'main' }, 'e') }),
      id: 'sub',
    };
    expect(wrong(call({}, 'e'), {}, [back])).toEqual(['calls_in_circle /flow']);
    expect(wrong(call({ flow: 'main' }, 'e'), {}, [])).toContain('calls_in_circle /flow');
  });
});
