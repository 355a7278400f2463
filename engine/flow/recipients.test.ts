import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../case/events.ts';
import { fold } from '../case/fold.ts';
import type { OrganisationDefinition } from '../definition/organisation.ts';
import type { Notice } from '../definition/notice.ts';
import { end, flowOf, start } from './flows.fixture.ts';
import { auto } from './kinds.fixture.ts';
import { compiled, deskTask, office, play, signed, type Did } from './people.fixture.ts';

const words = { zh: '已办', en: 'done' };

/** Drafted by the desk, signed by two of legal, then the notice; then somebody rests at `after`. */
const flow = (notice: Notice) =>
  flowOf({
    s: start('draft'),
    draft: deskTask(['sign', 'tell']),
    sign: signed({ mode: 'all', signers: 2 }, ['tell', 'draft']),
    tell: auto({ notice }, 'after'),
    after: deskTask('e'),
    e: end(),
  });

const drafted: Did[] = [['amy claim 2'], ['amy complete 2', { route: 'r1' }]];
const signedBy: Did[] = [
  ['two claim 2'],
  ['two complete 2', { route: 'r0' }],
  ['lee sign 3', { verdict: 'agree' }],
  ['lou sign 3', { verdict: 'agree' }],
];

async function told(notice: Notice, did: Did[] = drafted, org: OrganisationDefinition = office) {
  const { entries, problems } = await play(did, { flow: compiled(flow(notice), org) });
  expect(problems).toEqual([]);
  const events = entries.flatMap((entry): CaseEvent[] => entry.events);
  return events.filter((event) => event.type === 'notice.given');
}

const persons = (...ids: string[]) => ids.map((person) => ({ person }));
const absent = (person: string, deputy: string): OrganisationDefinition => ({
  ...office,
  absences: [{ person, from: '2026-03-02', to: '2026-03-02', deputy }],
});

describe('a notice is for', () => {
  it.each<[string, Notice, ReturnType<typeof persons>, Did[]?]>([
    ['holders of a post in the case’s unit', { post: 'desk', words }, persons('ann', 'amy', 'two')],
    ['nobody above it', { post: 'boss', words }, []],
    ['those above, where it says so', { post: 'boss', unit: 'above', words }, persons('cat')],
    ['who did a step', { step: 'draft', words }, persons('amy')],
    ['all who signed it', { step: 'sign', words }, persons('lee', 'lou'), signedBy],
    ['nobody, where the step was not done', { step: 'sign', words }, []],
    ['who is on duty', { roster: 'watch', words }, persons('sid', 'ben')],
    ['who opened the case', { who: 'opener', words }, persons('ann')],
    ['the nearest supervisors', { who: 'above', words }, persons('cat')],
  ])('%s', async (_name, notice, people, did) => {
    expect(await told(notice, did)).toMatchObject([{ ...notice, people }]);
  });

  it('the customer: nobody of the organisation', async () => {
    const notice = { touchpoint: 'call', words };
    expect(await told(notice)).toEqual([{ type: 'notice.given', seq: 3, ...notice }]);
  });

  it('the deputy of an absent person as well', async () => {
    expect(await told({ who: 'opener', words }, drafted, absent('ann', 'lee'))).toMatchObject([
      { people: [{ person: 'ann' }, { person: 'lee', for: 'ann' }] },
    ]);
  });

  it('each person once: for themselves, where they stand in for another too', async () => {
    const org = absent('ann', 'amy');
    expect(await told({ post: 'desk', words }, drafted, org)).toMatchObject([
      { people: persons('ann', 'amy', 'two') },
    ]);
  });
});

describe('whom a notice reached', () => {
  it('is remembered with the case, by the fold of its entries alone', async () => {
    const { entries, state } = await play(drafted, {
      flow: compiled(flow({ post: 'desk', words })),
    });
    expect(state.told).toEqual(['ann', 'amy', 'two']);
    expect(fold(structuredClone(entries))).toEqual(state);
  });

  it('is not known of notices given before it was kept', async () => {
    const { entries } = await play(drafted, { flow: compiled(flow({ post: 'desk', words })) });
    const early = entries.map((entry) => ({ ...entry, events: entry.events.map(forgetful) }));
    expect(fold(early)).not.toHaveProperty('told');
  });
});

async function urged(did: Did[], org = office) {
  const { entries } = await play(did, { flow: compiled(flow({ who: 'opener', words }), org) });
  return entries.at(-1)?.events;
}

describe('urging reaches', () => {
  it.each<[string, Did[], ReturnType<typeof persons>]>([
    ['who holds the task', [['amy claim 2'], ['bob urge 2']], persons('amy')],
    ['all who could take it', [['bob urge 2']], persons('ann', 'amy', 'two')],
    [
      'those who have still to sign',
      [...signedBy.slice(0, 3), ['bob urge 3']],
      persons('lee', 'lou'),
    ],
  ])('%s', async (_name, did, people) => {
    expect(await urged(did)).toMatchObject([{ type: 'task.urged', people }]);
  });

  it('the deputy of an absent holder as well', async () => {
    expect(await urged([['amy claim 2'], ['bob urge 2']], absent('amy', 'lee'))).toMatchObject([
      { people: [{ person: 'amy' }, { person: 'lee', for: 'amy' }] },
    ]);
  });
});

function forgetful(event: CaseEvent): CaseEvent {
  return Object.fromEntries(
    Object.entries(event).filter(([field]) => field !== 'people'),
  ) as unknown as CaseEvent;
}
