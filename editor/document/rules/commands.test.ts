import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import { type HistoryOf, historyOf, labels, redo, undo } from '../undoing.ts';
import { performOnRules, type RuleEdit } from './commands.ts';
import { blankExamples, type RulesDocument } from './document.ts';
import { rulesDocument } from './rules.fixture.ts';

const start = () => historyOf(rulesDocument());
const done = (history: HistoryOf<RulesDocument>, edit: RuleEdit) => {
  const answer = performOnRules(history, edit);
  expect(answer).toMatchObject({ ok: true });
  return (answer as Extract<typeof answer, { ok: true }>).value;
};
/** What is refused leaves the history as it is. */
const after = (history: HistoryOf<RulesDocument>, edit: RuleEdit) => {
  const answer = performOnRules(history, edit);
  return { history, ...('value' in answer && answer.value) }.history;
};
const idsIn = ({ document }: HistoryOf<RulesDocument>) => document.set.rules.map(({ id }) => id);

describe('edits of a rule set', () => {
  it('change a threshold and say so', () => {
    const path = ['params', 'most', 'value'];
    const { history, touched } = done(start(), {
      do: 'changeRule',
      args: { index: 0, path, value: 15 },
    });
    expect(history.document.set.rules[0]?.params?.['most']?.value).toBe(15);
    expect(touched).toEqual(['R01']);
    expect(labels(history).undo).toEqual({
      zh: '修改 R01 的阈值',
      en: 'Change the threshold of R01',
    });
  });

  it('take away what is undefined', () => {
    const edit = {
      do: 'changeRule',
      args: { index: 0, path: ['flows'], value: undefined },
    } as const;
    const { history } = done(start(), {
      ...edit,
      args: { ...edit.args, path: [...edit.args.path] },
    });
    expect(history.document.set.rules[0]).not.toHaveProperty('flows');
  });

  it('duplicate a rule right after itself, under an id and a key of its own', () => {
    const { history, touched } = done(start(), { do: 'duplicateRule', args: { index: 0 } });
    expect(idsIn(history)).toEqual(['R01', 'R01_2', 'R02']);
    expect(touched).toEqual(['R01_2']);
    expect(RulesetDefinition.safeParse(history.document.set).success).toBe(true);
  });

  it('put a whole set in the place of what was there, and undo it exactly', () => {
    const before = start();
    const { set } = before.document;
    const next = { ...set, name: { zh: '另', en: 'Other' }, rules: set.rules.toReversed() };
    const { history } = done(before, { do: 'replaceSet', args: { set: next } });
    expect(history.document.set).toEqual(next);
    expect(history.document.examples).toEqual(before.document.examples);
    expect(undo(history).document).toEqual(before.document);
  });

  it('move a rule among the others, and not beyond them', () => {
    const { history } = done(start(), { do: 'moveRule', args: { index: 0, by: 1 } });
    expect(idsIn(history)).toEqual(['R02', 'R01']);
    const beyond = performOnRules(history, { do: 'moveRule', args: { index: 1, by: 1 } });
    expect(beyond).toMatchObject({ ok: false });
  });

  it('remove a rule, but not the last one', () => {
    const { history, touched } = done(start(), { do: 'removeRule', args: { index: 0 } });
    expect(touched).toEqual(['R02']);
    const last = performOnRules(history, { do: 'removeRule', args: { index: 0 } });
    expect(last).toMatchObject({ ok: false, problems: [{ code: 'last_rule' }] });
  });

  it('begin examples where there are none', () => {
    const empty = historyOf({ ...rulesDocument(), examples: null });
    const row = { title: 'late', given: { used_wd: 9 }, then: { hits: ['R01'] } };
    const blank = blankExamples(empty.document.set);
    const { history } = done(empty, { do: 'addExample', args: { row, blank } });
    expect(history.document.examples).toEqual({ ...blank, rows: [row] });
    expect(undo(history).document.examples).toBeNull();
  });

  it.each<RuleEdit>([
    { do: 'changeRule', args: { index: 9, path: ['name'], value: 1 } },
    { do: 'removeRule', args: { index: 9 } },
    { do: 'changeExample', args: { index: 9, row: {} } },
    { do: 'removeExample', args: { index: 9 } },
  ])('are refused where there is nothing to edit: $do', (edit) => {
    expect(performOnRules(start(), edit)).toMatchObject({ ok: false });
  });
});

describe('undo and redo', () => {
  const edits: fc.Arbitrary<RuleEdit> = fc.oneof(
    fc.record({ index: fc.nat(3) }).map((args): RuleEdit => ({ do: 'duplicateRule', args })),
    fc.record({ index: fc.nat(3) }).map((args): RuleEdit => ({ do: 'removeRule', args })),
    fc
      .record({ index: fc.nat(3), by: fc.constantFrom(1 as const, -1 as const) })
      .map((args): RuleEdit => ({ do: 'moveRule', args })),
    fc.record({ index: fc.nat(3), value: fc.integer() }).map(
      ({ index, value }): RuleEdit => ({
        do: 'changeRule',
        args: { index, path: ['params', 'most', 'value'], value },
      }),
    ),
    fc.record({ index: fc.nat(3) }).map((args): RuleEdit => ({ do: 'removeExample', args })),
  );

  it('take back exactly what was done, and do it again exactly', () => {
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 12 }), (list) => {
        let history = historyOf(rulesDocument());
        for (const edit of list) {
          history = after(history, edit);
        }
        const last = history.document;
        for (let back = history.past.length; back > 0; back -= 1) history = undo(history);
        expect(history.document).toEqual(rulesDocument());
        for (let on = history.future.length; on > 0; on -= 1) history = redo(history);
        expect(history.document).toEqual(last);
      }),
    );
  });
});
