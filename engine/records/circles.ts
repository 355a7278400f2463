/** Derived facts that would have to be known before they are known. */
import type { Condition } from '../definition/condition.ts';
import type { Expression } from '../definition/expression.ts';
import { comparisonsIn } from '../rules/interpret.ts';
import { factsIn, momentsOf } from '../rules/operands.ts';
import type { RecordKind, RecordTerms } from './kinds.ts';
import { THIS } from './scope.ts';

/** A derived fact of a kind of record. */
export interface Node {
  of: RecordKind;
  fact: string;
}

/**
 * The shortest way from a derived fact back to itself, beginning and ending with it. That it may be
 * about another record each time is no excuse: nothing would say where it ends.
 */
export function circleOf(of: RecordKind, fact: string, terms: RecordTerms): Node[] | undefined {
  const start: Node = { of, fact };
  const cameFrom = new Map<string, Node | undefined>([[nameOf(start), undefined]]);
  const open = [start];
  for (const node of open) {
    for (const next of readBy(node, terms)) {
      if (nameOf(next) === nameOf(start)) return [...wayTo(node, cameFrom), start];
      if (cameFrom.has(nameOf(next))) continue;
      cameFrom.set(nameOf(next), node);
      open.push(next);
    }
  }
  return undefined;
}

/** The derived facts that one is worked out from. */
export function readBy({ of, fact }: Node, terms: RecordTerms): Node[] {
  const value = Object.hasOwn(of.derived, fact) ? of.derived[fact]?.value : undefined;
  if (value === undefined) return [];
  return namesIn(value, { own: of, asking: undefined }, terms);
}

interface Around {
  own: RecordKind;
  /** Whom `this.` speaks of. */
  asking: RecordKind | undefined;
}

function namesIn(value: Expression, around: Around, terms: RecordTerms): Node[] {
  const inside = (one: Expression | undefined) =>
    one === undefined ? [] : namesIn(one, around, terms);
  const among = (one: Record<string, Expression> | undefined) =>
    Object.values(one ?? {}).flatMap(inside);
  const ofCondition = (one: Condition | undefined, here = around) =>
    one === undefined
      ? []
      : comparisonsIn(one)
          .flatMap((comparison) => factsIn(comparison, {}))
          .flatMap(({ fact, params }) => [fact, ...momentsOf(fact, params)])
          .flatMap((name) => named(name, here, terms));
  if (typeof value !== 'object' || value === null || 'param' in value) return [];
  if ('fact' in value) {
    const moments = momentsOf(value.fact, value.params);
    return [value.fact, ...moments].flatMap((name) => named(name, around, terms));
  }
  if ('function' in value) return value.of.flatMap(inside);
  if ('if' in value)
    return [...ofCondition(value.if), ...inside(value.then), ...inside(value.else)];
  if ('table' in value) {
    return [...among(value.inputs), ...tableNames(value.table, around, terms)];
  }
  const theirs = terms.kinds.get(value.over);
  const { window } = value;
  const ends =
    window === undefined
      ? []
      : 'last' in window
        ? [window.upto]
        : [window.within.from, window.within.to];
  const found = [...among(value.match), ...ends.flatMap(inside)];
  if (theirs === undefined) return found;
  const within: Around = { own: theirs, asking: around.own };
  const asked = value.value === undefined ? [] : namesIn(value.value, within, terms);
  return [...found, ...ofCondition(value.where, within), ...asked];
}

/** What a name leads to: a derived fact, of the record itself, through links, of who asks; or a table's. */
function named(
  name: string,
  { own, asking }: Around,
  terms: RecordTerms,
  seen: string[] = [],
): Node[] {
  if (name.startsWith(THIS)) {
    const rest = name.slice(THIS.length);
    return asking === undefined ? [] : named(rest, { own: asking, asking: undefined }, terms, seen);
  }
  if (Object.hasOwn(own.derived, name)) return [{ of: own, fact: name }];
  const dot = name.indexOf('.');
  if (dot < 0) return [];
  const head = name.slice(0, dot);
  const link = Object.hasOwn(own.links, head) ? own.links[head] : undefined;
  if (link === undefined) return tableNames(head, { own, asking }, terms, seen);
  const target = terms.kinds.get(link.record);
  const rest = name.slice(dot + 1);
  return target === undefined ? [] : named(rest, { own: target, asking: undefined }, terms, seen);
}

/** What a table asks the record for. Tables that ask themselves are told of with the tables. */
function tableNames(id: string, around: Around, terms: RecordTerms, seen: string[] = []): Node[] {
  const table = around.own.tables.get(id)?.table;
  const here = `${around.own.definition.id} ${id}`;
  if (table === undefined || seen.includes(here)) return [];
  return table.inputs.flatMap(({ id: input, fact = input }) =>
    named(fact, around, terms, [...seen, here]),
  );
}

function nameOf({ of, fact }: Node): string {
  return `${of.definition.id}.${fact}`;
}

function wayTo(node: Node, cameFrom: ReadonlyMap<string, Node | undefined>): Node[] {
  const way = [node];
  for (;;) {
    const before: Node | undefined = cameFrom.get(nameOf(way[0] ?? node));
    if (before === undefined) return way;
    way.unshift(before);
  }
}
