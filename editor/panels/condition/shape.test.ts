import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Condition } from '@flowmeter/engine/definition/condition.ts';
import { checkCondition } from '@flowmeter/engine/rules/check.ts';
import { checkTermsOf } from './comparison.ts';
import { conditions, terms } from './condition.fixture.ts';
import {
  isComparison,
  madeOf,
  modes,
  partAt,
  type PartPath,
  pointerOf,
  viewOf,
  withAdded,
  withGrouped,
  withMode,
  withMoved,
  withPart,
  withUngrouped,
} from './shape.ts';

const row: Condition = { fact: 'sources', operator: 'equal', value: 2 };

/** A condition with the path of one of its parts. */
const places = conditions.chain((condition) =>
  fc.constantFrom(...pathsIn(condition)).map((path) => ({ condition, path })),
);

describe('a condition as groups', () => {
  it('is written again as it was', () => {
    fc.assert(
      fc.property(
        conditions.filter((one) => !isComparison(one)),
        (condition) => {
          expect(madeOf(viewOf(condition)!)).toEqual(condition);
        },
      ),
    );
  });

  it('finds a part where its pointer says', () => {
    fc.assert(
      fc.property(places, ({ condition, path }) => {
        expect(at(condition, pointerOf(condition, path))).toEqual(partAt(condition, path));
      }),
    );
  });

  it.each([
    [{ not: { any: [row] } }, { mode: 'none', parts: [row] }],
    [{ not: { all: [row] } }, { mode: 'notAll', parts: [row] }],
    [{ not: row }, { mode: 'none', parts: [row], isBare: true }],
    [{ not: { not: row } }, { mode: 'none', parts: [{ not: row }], isBare: true }],
  ])('reads %j as %j', (condition, view) => {
    expect(viewOf(condition)).toEqual(view);
  });
});

describe('edits', () => {
  const edits = places.chain(({ condition, path }) =>
    fc
      .oneof(
        fc.constant(() => withAdded(condition, path, row)),
        fc.constant(() => withPart(condition, path, undefined)),
        fc.constantFrom(1 as const, -1 as const).map((by) => () => withMoved(condition, path, by)),
        fc.constantFrom(...modes).map((mode) => () => withMode(condition, path, mode)),
        fc.constant(() => withGrouped(condition, path)),
        fc.constant(() => withUngrouped(condition, path)),
      )
      .map((edit) => edit()),
  );

  it('leave a condition that fits the schema and means what it says, or nothing', () => {
    fc.assert(
      fc.property(edits, (condition) => {
        const left = [condition].filter((one) => one !== undefined);
        expect(left.every((one) => Condition.safeParse(one).success)).toBe(true);
        expect(left.flatMap((one) => checkCondition(one, checkTermsOf(terms)))).toEqual([]);
      }),
    );
  });

  const inside = places.filter(({ path }) => path.length > 0);

  it('move up and down again to where it was', () => {
    fc.assert(
      fc.property(
        inside.filter(({ path }) => path.at(-1) !== 0),
        ({ condition, path }) => {
          const above = [...path.slice(0, -1), path.at(-1)! - 1];
          expect(withMoved(withMoved(condition, path, -1), above, 1)).toEqual(condition);
        },
      ),
    );
  });

  it('do not move what stands first further up', () => {
    fc.assert(
      fc.property(
        inside.filter(({ path }) => path.at(-1) === 0),
        ({ condition, path }) => {
          expect(withMoved(condition, path, -1)).toEqual(condition);
        },
      ),
    );
  });

  it('group and ungroup to the same parts', () => {
    fc.assert(
      fc.property(inside, ({ condition, path }) => {
        const around = (one: Condition) => viewOf(partAt(one, path.slice(0, -1))!)!;
        const { mode, parts } = around(condition);
        expect(around(withUngrouped(withGrouped(condition, path), path))).toMatchObject({
          mode,
          parts,
        });
      }),
    );
  });

  it('add a part that is then found last in its group', () => {
    fc.assert(
      fc.property(places, ({ condition, path }) => {
        const group = viewOf(partAt(withAdded(condition, path, row), path)!)!;
        expect(group.parts.at(-1)).toEqual(row);
      }),
    );
  });

  it('take the last part away with its groups', () => {
    expect(withPart({ all: [{ not: { any: [row] } }] }, [0, 0], undefined)).toBeUndefined();
    expect(withPart({ all: [row, { any: [row] }] }, [1, 0], undefined)).toEqual({ all: [row] });
  });

  it('turn a comparison that gets company into a group', () => {
    expect(withAdded(row, [], row)).toEqual({ all: [row, row] });
    expect(withAdded({ any: [row] }, [0], row)).toEqual({ any: [{ all: [row, row] }] });
    expect(withAdded({ not: row }, [], row)).toEqual({ not: { any: [row, row] } });
  });
});

function pathsIn(condition: Condition): PartPath[] {
  const inner = (viewOf(condition)?.parts ?? []).flatMap((part, index) =>
    pathsIn(part).map((path): PartPath => [index, ...path]),
  );
  return [[], ...inner];
}

function at(json: unknown, pointer: string): unknown {
  const keys = pointer.split('/').slice(1);
  return keys.reduce((held, key) => (held as Record<string, unknown>)[key], json);
}
