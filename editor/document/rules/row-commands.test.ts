import { describe, expect, it, test } from 'vitest';
import { type HistoryOf, historyOf, undo } from '../undoing.ts';
import { performOnRules, type RuleEdit } from './commands.ts';
import type { RulesDocument } from './document.ts';
import { rulesDocument } from './rules.fixture.ts';

const start = () => historyOf(rulesDocument());
const done = (history: HistoryOf<RulesDocument>, edit: RuleEdit) => {
  const answer = performOnRules(history, edit);
  expect(answer).toMatchObject({ ok: true });
  return (answer as Extract<typeof answer, { ok: true }>).value.history;
};
const ids = ({ document }: HistoryOf<RulesDocument>) => document.set.rules.map(({ id }) => id);

describe('rules as rows', () => {
  it('have cells filled in one gesture, and rules begun that are not there yet', () => {
    const cells = [
      { index: 0, path: ['severity'], value: 'R1' },
      { index: 1, path: ['name', 'zh'], value: '慢' },
      { index: 3, path: ['id'], value: 'R09' },
    ];
    const history = done(start(), { do: 'setRuleCells', args: { cells, fixed: ['R01'] } });
    expect(ids(history)).toEqual(['R01', 'R02', 'NEW', 'R09']);
    expect(history.document.set.rules[0]?.severity).toBe('R1');
    expect(history.document.set.rules[1]?.name).toEqual({ zh: '慢', en: 'Slow' });
    expect(undo(history).document).toEqual(rulesDocument());
  });

  it('keep the ids by which findings are gathered', () => {
    const cells = [{ index: 0, path: ['id'], value: 'R07' }];
    const answer = performOnRules(start(), { do: 'setRuleCells', args: { cells, fixed: ['R01'] } });
    expect(answer).toMatchObject({ ok: false, problems: [{ code: 'id_fixed' }] });
  });

  it('are inserted under ids of their own', () => {
    const history = done(start(), { do: 'insertRules', args: { at: 1, count: 2 } });
    expect(ids(history)).toEqual(['R01', 'NEW', 'NEW_2', 'R02']);
  });

  test.each([
    [{ from: 0, count: 1, by: 1 }, ['R02', 'R01']],
    [{ from: 0, count: 1, by: 9 }, ['R02', 'R01']],
    [{ from: 0, count: 2, by: 1 }, ['R01', 'R02']],
  ])('are moved by %j, not beyond the ends', (args, order) => {
    const history = done(start(), { do: 'moveRules', args });
    expect(ids(history)).toEqual(order);
  });

  it('are taken out together, but not all of them', () => {
    const one = done(start(), { do: 'removeRules', args: { from: 0, count: 1 } });
    expect(ids(one)).toEqual(['R02']);
    const all: RuleEdit = { do: 'removeRules', args: { from: 0, count: 2 } };
    expect(performOnRules(start(), all)).toMatchObject({ problems: [{ code: 'last_rule' }] });
  });
});
