import { describe, expect, test } from 'vitest';
import { pack, put } from '../definition/diff.fixture.ts';
import { find } from '../definition/pack.ts';
import { mergeDefinitions } from './merge.ts';

const flow = find(pack, 'flow', 'supply')!;

const merge = (base: unknown, mine: unknown, theirs: unknown) =>
  mergeDefinitions({ base, mine, theirs }, {}, pack);

const name = (zh: string, en: string) => ({ zh, en });

const end = (zh: string) => ({ kind: 'end', name: name(zh, zh), outcome: 'done', routes: [] });

const inner = (zh: string, branch: string) => ({ ...end(zh), outcome: undefined, branch });

/** Leads to a new end. */
const led = (zh: string) => {
  const routes = [
    ...flow.steps['accept']!.routes,
    { id: 'to_end_1', to: 'end_1', name: name(zh, zh) },
  ];
  return put(put(flow, 'steps/end_1', end(zh)), 'steps/accept/routes', routes);
};

describe('what both put in by the same id is there twice', () => {
  test('a step, and the route to it', () => {
    const { merged, conflicts, renamed } = merge(flow, led('甲'), led('乙'));
    expect(conflicts).toEqual([]);
    expect([...renamed]).toEqual([['end_1', 'end_1_2']]);
    expect(merged).toMatchObject({
      steps: {
        end_1: end('乙'),
        end_1_2: end('甲'),
        accept: {
          routes: [
            ...flow.steps['accept']!.routes,
            { id: 'to_end_1', to: 'end_1', name: { zh: '乙' } },
            { id: 'to_end_1_2', to: 'end_1_2', name: { zh: '甲' } },
          ],
        },
      },
    });
  });

  test('but once where both are alike', () => {
    expect(merge(flow, led('甲'), led('甲')).merged).toEqual(led('甲'));
  });

  test('a block with its branches', () => {
    const block = (zh: string) => ({
      ...flow,
      steps: {
        ...flow.steps,
        parallel_1: {
          kind: 'parallel',
          name: { zh, en: zh },
          branches: [
            { id: 'branch_1', name: { zh, en: zh }, start: 'end_1' },
            { id: 'branch_2', name: { zh, en: zh }, start: 'end_2' },
          ],
          routes: [{ id: 'on', to: 'end' }],
        },
        end_1: inner(zh, 'branch_1'),
        end_2: inner(zh, 'branch_2'),
      },
    });
    expect(merge(flow, block('甲'), block('甲')).merged).toEqual(block('甲'));
    const { merged, problems } = merge(flow, block('甲'), block('乙'));
    expect(problems).toEqual([]);
    expect(merged).toMatchObject({
      steps: {
        parallel_1_2: {
          branches: [
            { id: 'branch_1_2', start: 'end_1_2' },
            { id: 'branch_2_2', start: 'end_2_2' },
          ],
        },
        end_1_2: { name: { zh: '甲' }, branch: 'branch_1_2' },
        end_1: { name: { zh: '乙' }, branch: 'branch_1' },
      },
    });
  });
});
