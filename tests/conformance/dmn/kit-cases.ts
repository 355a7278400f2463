/** Test cases of the DMN compatibility kit: what is given to which decision, and what it answers. */
import {
  createLeftOut,
  scopedHandlers,
  textScope,
  type Scope,
} from '@flowmeter/engine/exchange/scopes.ts';
import { readXml, type XmlTag } from '@flowmeter/engine/exchange/xml.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import type { FactValue } from '@flowmeter/engine/definition/facts.ts';

type Value = string | number | boolean | null;

export interface KitCase {
  id: string;
  given: Map<string, Value>;
  decision: string;
  expected: unknown;
}

/** @throws when the text is no XML */
export function readCases(text: string): KitCase[] {
  const cases: KitCase[] = [];
  const left = createLeftOut();
  const root: Scope = { children: { testCases: () => ({ children: { testCase } }) } };

  function testCase(tag: XmlTag): Scope {
    const one: KitCase = {
      id: named(tag, 'id'),
      given: new Map(),
      decision: '',
      expected: undefined,
    };
    cases.push(one);
    return {
      children: {
        inputNode: (input) => ({
          children: {
            value: (value) =>
              valueScope(value, (found) => one.given.set(named(input, 'name'), found)),
          },
        }),
        resultNode: (result) => {
          one.decision = named(result, 'name');
          return { children: { expected: () => holder((found) => void (one.expected = found)) } };
        },
      },
    };
  }
  const wrong = readXml(
    text,
    scopedHandlers(root, (uri) => uri !== '', left),
    { depth: 32, elements: 10_000, characters: 1_000_000 },
  );
  if (wrong !== undefined) throw new Error(JSON.stringify(wrong));
  return cases;
}

/** A value, a list of items, or components by name. */
function holder(take: (found: unknown) => void): Scope {
  const components: Record<string, unknown> = {};
  return {
    children: {
      value: (tag) => valueScope(tag, take),
      component: (tag) => {
        take(components);
        return holder((found) => void (components[named(tag, 'name')] = found));
      },
      list: () => {
        const items: unknown[] = [];
        take(items);
        return {
          children: {
            item: () => {
              const place = items.push(null) - 1;
              return holder((found) => void (items[place] = found));
            },
          },
        };
      },
    },
  };
}

function valueScope(tag: XmlTag, take: (found: Value) => void): Scope {
  const type = named(tag, 'type').replace(/^\w+:/, '');
  const isNil = named(tag, 'nil') === 'true';
  return textScope((text) => take(isNil ? null : valueOf(type, text)));
}

function valueOf(type: string, text: string): Value {
  if (type === 'boolean') return text.trim() === 'true';
  return ['decimal', 'double', 'integer'].includes(type) ? Number(text) : text;
}

function named(tag: XmlTag, name: string): string {
  return tag.attributes.find(({ local }) => local === name)?.value ?? '';
}

/**
 * What a table answers as the kit says it: the value of its one output, its outputs by name, or a list of
 * either. Of several outputs ours are lists of values, side by side.
 */
export function componentsOf(
  { hit, outputs }: TableDefinition,
  values: readonly FactValue[],
): unknown {
  const [first] = values;
  const names = outputs.map(({ name }) => name.en);
  if (!['R', 'O', 'C'].includes(hit)) {
    return names.length === 1 ? first : byName(names, (index) => values[index]);
  }
  const rows = listOf(first);
  return rows.map((_, row) =>
    names.length === 1 ? rows[row] : byName(names, (index) => listOf(values[index])[row]),
  );
}

function byName(names: readonly string[], valueAt: (index: number) => unknown) {
  return Object.fromEntries(names.map((name, index) => [name, valueAt(index)]));
}

function listOf(value: FactValue | undefined): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
