import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, put } from '../definition/diff.fixture.ts';
import { canonical } from '../definition/hash.ts';
import { find } from '../definition/pack.ts';
import { mergeDefinitions } from './merge.ts';
import { mergeOrders } from './merge-order.ts';

const flow = find(pack, 'flow', 'supply')!;

const merge = (base: unknown, mine: unknown, theirs: unknown) =>
  mergeDefinitions({ base, mine, theirs });

/** Edits of one step each, or of the flow itself: what an owner does to a definition. */
const steps = Object.keys(flow.steps).filter((id) => id !== 'end');

type Edit = (document: typeof flow) => typeof flow;

const words = fc.string({ minLength: 1, maxLength: 6 }).map((text) => ({ zh: text, en: text }));

const editOf = (step: string): fc.Arbitrary<Edit> =>
  fc.oneof(
    words.map(
      (name): Edit =>
        (one) =>
          put(one, `steps/${step}/name`, name),
    ),
    fc.boolean().map(
      (legal): Edit =>
        (one) =>
          put(one, `steps/${step}/legal`, legal),
    ),
    words.map(
      (name): Edit =>
        (one) =>
          put(one, `steps/${step}/routes/0/name`, name),
    ),
    fc.constant<Edit>((one) => {
      const routes = [...one.steps[step]!.routes, { id: `from_${step}`, to: 'end' }];
      return put(one, `steps/${step}/routes`, routes);
    }),
    fc.constant<Edit>((one) =>
      put(one, `steps/${step}/routes`, one.steps[step]!.routes.toReversed()),
    ),
    fc.constant<Edit>((one) =>
      put(one, `steps/after_${step}`, { kind: 'end', name: { zh: '完', en: 'End' }, routes: [] }),
    ),
  );

const editsOf = (some: string[]) =>
  fc.tuple(...some.map((step) => fc.array(editOf(step), { maxLength: 3 })));

/** Edits of some steps by one person, of the others by another. */
const disjoint = fc
  .shuffledSubarray(steps, { minLength: steps.length, maxLength: steps.length })
  .chain((all) => {
    const half = Math.floor(all.length / 2);
    return fc.tuple(editsOf(all.slice(0, half)), editsOf(all.slice(half)));
  })
  .map(([mine, theirs]) => [mine.flat(), theirs.flat()] as const);

const anything = fc.array(fc.constantFrom(...steps).chain(editOf), { maxLength: 5 });

const done = (edits: readonly Edit[], document = flow) =>
  edits.reduce((one, edit) => edit(one), document);

test('what one side alone changed is the result, and so is what both did alike', () => {
  fc.assert(
    fc.property(anything, (edits) => {
      const x = done(edits);
      expect(merge(flow, x, flow)).toMatchObject({ merged: x, conflicts: [] });
      expect(merge(flow, flow, x)).toMatchObject({ merged: x, conflicts: [] });
      expect(merge(flow, x, x)).toMatchObject({ merged: x, conflicts: [] });
    }),
  );
});

test('edits of different things are all in the result, whoever did them first', () => {
  fc.assert(
    fc.property(disjoint, ([mine, theirs]) => {
      const [a, b] = [done(mine), done(theirs)];
      const { merged, conflicts } = merge(flow, a, b);
      expect(conflicts).toEqual([]);
      expect(merged).toEqual(done(theirs, a));
      expect(merge(flow, b, a).merged).toEqual(merged);
    }),
  );
});

/** The routes that were put in, by id. */
const putIn = (document: typeof flow) =>
  new Map(
    steps.flatMap((step) =>
      document.steps[step]!.routes.filter(({ id }) => id === `from_${step}`).map(
        (route) => [route.id, canonical(route)] as const,
      ),
    ),
  );

/** Did both put in another thing by one id? Mine gets another one then: who is who tells. */
const isApart = (a: typeof flow, b: typeof flow) => {
  const there = putIn(b);
  return [...putIn(a)].some(([id, route]) => there.has(id) && there.get(id) !== route);
};

test('seen from the other side everything is the same, but for who is who in the conflicts', () => {
  fc.assert(
    fc.property(anything, anything, (mine, theirs) => {
      const [a, b] = [done(mine), done(theirs)];
      fc.pre(!isApart(a, b));
      const [one, other] = [merge(flow, a, b), merge(flow, b, a)];
      expect(one.conflicts.map(({ id }) => id).toSorted()).toEqual(
        other.conflicts.map(({ id }) => id).toSorted(),
      );
      expect(canonical(one.merged)).toBe(canonical(other.merged));
    }),
  );
});

test('what both put in by one id is there twice, and theirs keeps the id', () => {
  fc.assert(
    fc.property(fc.constantFrom(...steps), words, words, (step, mine, theirs) => {
      fc.pre(mine.zh !== theirs.zh);
      const { routes } = flow.steps[step]!;
      const route = { id: `from_${step}`, to: 'end' };
      const having = (name: typeof mine) =>
        put(flow, `steps/${step}/routes`, [...routes, { ...route, name }]);
      const { merged, conflicts } = merge(flow, having(mine), having(theirs));
      expect(conflicts).toEqual([]);
      expect((merged as typeof flow).steps[step]!.routes).toEqual([
        ...routes,
        { ...route, name: theirs },
        { ...route, id: `from_${step}_2`, name: mine },
      ]);
    }),
  );
});

test('choosing one side throughout never loses what only the other did', () => {
  fc.assert(
    fc.property(anything, anything, (mine, theirs) => {
      const [a, b] = [done(mine), done(theirs)];
      const { conflicts } = merge(flow, a, b);
      const all = Object.fromEntries(conflicts.map(({ id }) => [id, 'mine'] as const));
      const chosen = mergeDefinitions({ base: flow, mine: a, theirs: b }, all);
      expect(chosen.conflicts.every(({ choice }) => choice === 'mine')).toBe(true);
      expect(merge(a, chosen.merged, a).merged).toEqual(chosen.merged);
      const again = merge(flow, chosen.merged, a);
      expect(again.conflicts).toEqual([]);
      expect(again.merged).toEqual(chosen.merged);
    }),
  );
});

const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), {
  maxLength: 8,
});

test('of orders: nothing is lost, nothing is there twice, and one side alone decides', () => {
  fc.assert(
    fc.property(keys, keys, keys, (base, mine, theirs) => {
      const { keys: merged } = mergeOrders({ base, mine, theirs });
      expect(merged.toSorted()).toEqual([...new Set([...mine, ...theirs])].toSorted());
      const same = fc.shuffledSubarray(base, { minLength: base.length });
      fc.assert(
        fc.property(same, (other) => {
          expect(mergeOrders({ base, mine: other, theirs: base })).toEqual({
            keys: other,
            isDisputed: false,
          });
          expect(mergeOrders({ base, mine: base, theirs: other }).keys).toEqual(other);
        }),
        { numRuns: 3 },
      );
    }),
  );
});
