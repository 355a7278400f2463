import { describe, expect, it } from 'vitest';
import type { Definition } from '../definition/kinds.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Limit } from '../definition/limit.ts';
import type { Problem } from '../problem.ts';
import { checkTasks } from './check-tasks.ts';
import { end, flowOf, start, task } from './flows.fixture.ts';
import { checkReferences } from './references.ts';

const name = { zh: '名', en: 'name' };

const facts: Definition = {
  kind: 'facts',
  id: 'facts',
  name,
  facts: { n: { name, type: 'integer' } },
};

const limit: Limit = {
  id: 'one',
  layer: 'internal',
  value: 1,
  unit: 'wd',
  calendar: 'cn',
  basis: { kind: 'typical', source: name },
};

function flowWith(form: { fact: string }[], more: Partial<FlowDefinition> = {}): FlowDefinition {
  const work = { ...task('e'), form } as FlowDefinition['steps'][string];
  return { ...flowOf({ s: start('a'), a: work, e: end() }), ...more };
}

const placesOf = (problems: Problem[], code: string) =>
  problems.filter((one) => one.code === code).map((one) => one.at);

describe('what a case keeps is declared', () => {
  it.each<[string, FlowDefinition, string[] | null]>([
    ['a declared fact', flowWith([{ fact: 'n' }], { title_fact: 'n' }), null],
    ['a form that asks for a built-in fact', flowWith([{ fact: 'case_id' }]), ['form/0']],
    ['a form that asks for a computed fact', flowWith([{ fact: 'days' }]), ['form/0']],
    ['a title that nobody enters', flowWith([], { title_fact: 'now' }), ['title_fact']],
  ])('%s', (_title, flow, expected) => {
    const places = placesOf(checkReferences(flow, { definitions: [facts] }), 'unknown_reference');
    const about = places.join(' ').match(/(form\/\d|title_fact)/g);
    expect(about).toEqual(expected);
  });
});

describe('a limit stands once', () => {
  it.each<[string, FlowDefinition, string[]]>([
    ['in a case', flowWith([], { limits: [limit, limit] }), ['/limits/1']],
    [
      'in a step',
      flowOf({ a: { ...task('e'), limits: [limit, limit] } as never }),
      ['/steps/a/limits/1'],
    ],
    ['but in a case and in a step', flowWith([], { limits: [limit] }), []],
  ])('%s', (_title, flow, expected) => {
    expect(placesOf(checkTasks(flow), 'duplicate_id')).toEqual(expected);
  });
});
