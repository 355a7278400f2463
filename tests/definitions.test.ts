/** The shipped pack against its sources, where they are foreign, and against the promises made for it. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { definitionKinds, type Definition } from '@flowmeter/engine/definition/kinds.ts';
import { all, find, rulesOf } from '@flowmeter/engine/definition/pack.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { ruleRecords } from '@flowmeter/engine/definition/ruleset.ts';
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import { exampleKinds } from '@flowmeter/engine/examples/registry.ts';
import type { Step, StepOf } from '@flowmeter/engine/steps/registry.ts';
import { loadPack } from '@flowmeter/server/pack-files.ts';

const packs = new URL('../definitions/', import.meta.url);
const folder = new URL('power-supply/', packs);
const notices = new URL('../../shared/data/holiday-cn/', import.meta.url);

const { pack, files, problems } = await loadPack(folder.pathname);
const logs = await loadPack(new URL('imported-logs/', packs).pathname);
const shipped = [...pack.definitions, ...logs.pack.definitions];
const fileOf = new Map([...files, ...logs.files]);
const named = shipped.map((one) => [`${one.kind} ${one.id}`, one] as const);

const flows = all(pack, 'flow').map((flow) => [flow.id, flow] as const);

function stepsOf(flow: FlowDefinition): [string, Step][] {
  return Object.entries(flow.steps);
}

function tasksOf(flow: FlowDefinition): [string, StepOf<'task'>][] {
  return stepsOf(flow).flatMap(([id, step]) => (step.kind === 'task' ? [[id, step]] : []));
}

/** Rows of the examples of a kind of definition, of one where an id is given. */
function rowsOf<Row>(kind: string, id?: string): Row[] {
  return shipped
    .filter((one) => one.kind === 'examples')
    .filter(({ of }) => of.kind === kind && (id === undefined || of.id === id))
    .flatMap((one) => one.rows as Row[]);
}

function examplesOf({ kind, id }: Definition): Definition[] {
  const rows = shipped.filter((one) => one.kind === 'examples');
  return rows.filter(({ of }) => of.kind === kind && of.id === id);
}

function placesOf(flow: string): Drawn[] {
  const layout = all(pack, 'layout').find((one) => one.flow === flow);
  return Object.entries(layout?.positions ?? {});
}

function byDate(a: { date: string }, b: { date: string }): number {
  return a.date < b.date ? -1 : 1;
}

/** Do two steps, drawn 220 by 72, cover each other? */
function touch([, one]: Drawn, [, other]: Drawn): boolean {
  return Math.abs(one.x - other.x) < 220 && Math.abs(one.y - other.y) < 72;
}

type Drawn = [step: string, place: { x: number; y: number }];

/** Posts of tasks that nobody who works on tasks holds. */
function unheldPosts(): string[] {
  const people = all(pack, 'organisation')
    .flatMap((org) => org.people)
    .filter(({ roles }) => roles.includes('clerk'));
  const held = new Set(people.flatMap(({ posts }) => posts));
  const posts = flows.flatMap(([, flow]) => tasksOf(flow).map(([, task]) => task.assign?.post));
  return posts.filter((post) => post === undefined || !held.has(post)).map(String);
}

test('the pack is read whole', () => {
  expect([...problems, ...logs.problems]).toEqual([]);
  expect(shipped.length).toBeGreaterThan(50);
});

describe.each(named)('%s', (_name, definition) => {
  test('names the schema beside it, for editors', () => {
    const file = fileOf.get(definition) as string;
    const schema = join(dirname(file), definition.$schema as string);
    const root = new URL('..', import.meta.url).pathname;
    expect(relative(root, schema)).toBe(`schemas/${definition.kind}.schema.json`);
    expect(JSON.parse(readFileSync(schema, 'utf8')).title).toBe(
      definitionKinds[definition.kind].name.en,
    );
  });

  test('has a name in both languages', () => {
    expect(definition.name.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(definition.name.en).toMatch(/^[ -~’–]+$/);
  });
});

const subjects = shipped.filter((one) => Object.hasOwn(exampleKinds, one.kind));

test.each(subjects.map((one) => [`${one.kind} ${one.id}`, one] as [string, Definition]))(
  '%s has examples beside it',
  (_name, definition) => {
    const file = fileOf.get(definition) as string;
    const places = examplesOf(definition).map((one) => fileOf.get(one));
    expect(places).toEqual([file.replace(/\.json$/, '.examples.json')]);
  },
);

describe('the working-day calendar', () => {
  const calendar = find(pack, 'calendar', 'cn') as Definition & { kind: 'calendar' };
  const years = globSync('20*.json', { cwd: notices.pathname }).toSorted();

  test('says of every day what the notices say', () => {
    const said = years.flatMap((year) => {
      const { days } = JSON.parse(readFileSync(new URL(year, notices), 'utf8')) as {
        days: { date: string; isOffDay: boolean; name: string }[];
      };
      return days.map(({ date, isOffDay, name }) => ({ date, off: isOffDay, name }));
    });
    expect(calendar.days).toEqual(said.toSorted(byDate));
    expect(years).toEqual(
      ['2020', '2021', '2022', '2023', '2024', '2025', '2026'].map((one) => `${one}.json`),
    );
  });

  test('ends where the notices end', () => {
    expect(calendar.covers).toEqual({ from: '2020-01-01', to: '2026-12-31' });
  });

  test('carries the licence of its source', () => {
    const notice = readFileSync(new URL('calendars/holiday-cn.LICENSE.txt', folder), 'utf8');
    expect(notice).toBe(readFileSync(new URL('LICENSE', notices), 'utf8'));
  });
});

describe('what is law', () => {
  const limits = flows.flatMap(([, flow]) => [
    ...flow.limits,
    ...tasksOf(flow).flatMap(([, task]) => task.limits),
  ]);

  test('typical practice is never shown as a regulation or a promise', () => {
    const layers = limits.filter(({ basis }) => basis.kind === 'typical').map(({ layer }) => layer);
    expect(new Set(layers)).toEqual(new Set(['internal']));
  });

  test('a statutory limit names the regulation that was read', () => {
    const statutory = limits.filter(({ layer }) => layer === 'statutory');
    expect(statutory.length).toBeGreaterThan(5);
    for (const { basis } of statutory) {
      expect(basis.kind).toBe('law');
      expect(basis.source.zh).toMatch(/《.+》.*S\d/);
    }
  });

  test('the steps that law requires are marked', () => {
    const flow = find(pack, 'flow', 'hv_new');
    const legal = stepsOf(flow as FlowDefinition).filter(([, step]) => step.legal);
    expect(legal.map(([id]) => id)).toEqual(['completion_check', 'contract', 'energise']);
  });
});

describe('the rules', () => {
  const rules = [...rulesOf({ definitions: shipped }).values()];

  test('audit before, during and after', () => {
    const stages = rules.map(({ stage }) => stage);
    expect(new Set(stages)).toEqual(new Set(['before', 'during', 'after']));
    expect(rules.length).toBeGreaterThanOrEqual(14);
  });

  test('before and during are asked by a flow, but for those about imported records', () => {
    const tasks = flows.flatMap(([, flow]) => tasksOf(flow));
    const asked = new Set(tasks.flatMap(([, { audits }]) => [...audits.before, ...audits.during]));
    const ofCases = rules.filter(({ record }) => ruleRecords.some((one) => one === record));
    const wanted = ofCases.filter(({ stage }) => stage !== 'after').map(({ id }) => id);
    expect(wanted.filter((id) => !asked.has(id))).toEqual([]);
  });

  test.each(['hits', 'passes'] as const)('each of them %s in an example', (answer) => {
    const rows = rowsOf<{ then: Record<string, string[]> }>('ruleset');
    const shown = new Set(rows.flatMap(({ then }) => then[answer]));
    expect(rules.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });
});

describe.each(flows)('flow %s', (id, flow) => {
  test('has every way on gone in an example', () => {
    const rows = rowsOf<{ when: { step: string; route?: string }[] }>('flow', id);
    const gone = new Set(rows.flatMap(({ when }) => when.map((one) => `${one.step} ${one.route}`)));
    const choices = tasksOf(flow).filter(([, { routes }]) => routes.length > 1);
    const ways = choices.flatMap(([step, { routes }]) => routes.map((one) => `${step} ${one.id}`));
    expect(ways.filter((way) => !gone.has(way))).toEqual([]);
  });

  test('is drawn whole, no step on another', () => {
    const drawn = placesOf(id);
    expect(drawn.map(([step]) => step).toSorted()).toEqual(Object.keys(flow.steps).toSorted());
    const nodes = drawn.filter(([step]) => flow.steps[step]?.kind !== 'parallel');
    const touching = nodes.flatMap((one, index) =>
      nodes.slice(index + 1).filter((other) => touch(one, other)),
    );
    expect(touching).toEqual([]);
  });

  test('means the same wherever it is drawn', () => {
    const { $schema: _, ...bare } = flow;
    expect(hashOf(bare)).toBe(hashOf(flow));
    expect(JSON.stringify(flow)).not.toMatch(/"x":/);
  });
});

describe('the organisation', () => {
  const people = all(pack, 'organisation').flatMap((org) => org.people);

  test('has somebody for every task, and two where a finding is rechecked', () => {
    expect(unheldPosts()).toEqual([]);
    expect(people.filter(({ posts }) => posts.includes('rechecker')).length).toBeGreaterThan(1);
  });

  test('has every role', () => {
    const roles = new Set(people.flatMap((person) => person.roles));
    expect([...roles].toSorted()).toEqual(['admin', 'auditor', 'clerk', 'owner', 'supervisor']);
  });
});
