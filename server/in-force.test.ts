import { expect, test } from 'vitest';
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { createInForce } from './in-force.ts';
import type { DefinitionStore } from './store/definitions.ts';

const words = (text: string) => ({ zh: text, en: text });

function days(value: number): TableDefinition {
  return {
    kind: 'table',
    id: 'limit',
    name: words('limit'),
    hit: 'U',
    inputs: [],
    outputs: [{ id: 'days', name: words('days'), type: 'integer' }],
    rows: [{ when: [], then: [value] }],
  };
}

const flow: Definition = {
  kind: 'flow',
  id: 'toy',
  name: words('toy'),
  owner_post: 'head',
  limits: [],
  audits: { after: [] },
  outcomes: [],
  steps: {
    s: {
      kind: 'start',
      name: words('s'),
      form: [],
      posts: ['head'],
      routes: [{ id: 'r', to: 'e' }],
    },
    e: { kind: 'end', name: words('e'), routes: [] },
  },
};

/** Released were all of these, in force are some. */
function storeOf(released: Definition[], active: Definition[]): DefinitionStore {
  const rows = active.map((definition) => ({
    kind: definition.kind,
    id: definition.id,
    hash: hashOf(definition),
    definition,
    since: '2026-01-01T00:00:00.000Z',
  }));
  const store: Pick<DefinitionStore, 'coverage' | 'byHash'> = {
    coverage: async () => ({ active: rows, refused: [] }),
    byHash: async (hash) => released.find((one) => hashOf(one) === hash),
  };
  return store as DefinitionStore;
}

const [before, now] = [days(20), days(10)];
const hash = hashOf(flow);

test('a case asks the tables that were in force when it was opened', async () => {
  const inForce = await createInForce(storeOf([flow, before, now], [flow, now]), () => 0);
  const kept = { flow: { id: 'toy', hash }, tables: { limit: hashOf(before) } };
  const old = await inForce.ofCase(kept);
  expect(old?.tables.get('limit')?.table.rows).toEqual(before.rows);
  expect(await inForce.ofCase(kept)).toBe(old);
  const fresh = await inForce.ofCase({ ...kept, tables: { limit: hashOf(now) } });
  expect(fresh?.tables.get('limit')?.table.rows).toEqual(now.rows);
});

test('what a case kept before tables were told of is what is in force', async () => {
  const inForce = await createInForce(storeOf([flow, now], [flow, now]), () => 0);
  const found = await inForce.ofCase({ flow: { id: 'toy', hash } });
  expect(found?.tables.get('limit')?.table.rows).toEqual(now.rows);
});

test('nothing runs beside another version than the one kept', async () => {
  const inForce = await createInForce(storeOf([flow, now], [flow, now]), () => 0);
  const kept = { flow: { id: 'toy', hash }, tables: { limit: hashOf(before) } };
  expect(await inForce.ofCase(kept)).toBeUndefined();
});

test('what people have begins and ends at midnight of the organisation’s zone', async () => {
  const office: Definition = {
    kind: 'organisation',
    id: 'office',
    name: words('office'),
    zone: 'Asia/Shanghai',
    units: [
      { id: 'head', name: words('head') },
      { id: 'north', name: words('north'), parent: 'head' },
    ],
    posts: [{ id: 'desk', name: words('desk') }],
    conflicts: [],
    people: [
      {
        id: 'ann',
        name: words('ann'),
        unit: 'north',
        posts: [],
        roles: ['clerk'],
        terms: [
          { role: 'auditor', from: '2026-03-02', to: '2026-03-02' },
          { unit: 'head', from: '2026-03-02', to: '2026-03-02' },
          { post: 'desk', from: '2026-03-03' },
        ],
      },
    ],
  };
  let ms = 0;
  const inForce = await createInForce(storeOf([flow, office], [flow, office]), () => ms);
  const at = (instant: string) => {
    ms = Date.parse(instant);
    const { roles, posts, unit, sees } = inForce.actor(inForce.person('ann')!);
    const known = inForce.flow('toy')?.org?.people[0]?.posts;
    return { roles, posts, unit, sees: [...sees], known };
  };
  const always = { roles: ['clerk'], unit: 'north', sees: ['north'] };
  expect(at('2026-03-01T15:59:59Z')).toEqual({ ...always, posts: [], known: [] });
  expect(at('2026-03-01T16:00:00Z')).toEqual({
    roles: ['clerk', 'auditor'],
    posts: [],
    unit: 'head',
    sees: ['head', 'north'],
    known: [],
  });
  const then = { ...always, posts: ['desk'], known: ['desk'] };
  expect(at('2026-03-02T16:00:00Z')).toEqual(then);
  // The clock of a machine that is put back puts this back too.
  expect(at('2026-03-01T15:00:00Z')).toEqual({ ...always, posts: [], known: [] });
  expect(inForce.active('organisation', 'office')?.definition).toEqual(office);
});
