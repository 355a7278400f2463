import { describe, expect, test } from 'vitest';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { historyOf, undo } from '../undoing.ts';
import { type DictionaryEdit, performOnDictionary } from './commands.ts';
import { type DerivedDocument, freshFactId, isFactId, withType } from './document.ts';

const said = (text: string) => ({ zh: text, en: text });

function begun(): DerivedDocument {
  return {
    set: {
      kind: 'derived',
      id: 'set',
      name: said('Set'),
      record: 'use',
      facts: { twice: { name: said('Twice'), type: 'number', value: 2 } },
    },
    examples: {
      kind: 'examples',
      id: 'set',
      name: said('Set'),
      of: { kind: 'derived', id: 'set' },
      rows: [
        { then: { values: { twice: 4, 'twice(n=3)': 6, twice_more: 8 }, unknown: ['twice'] } },
      ],
    },
  };
}

/** The document after an edit; the codes of what refused it. */
function after(edit: DictionaryEdit): DerivedDocument | string[] {
  const answer = performOnDictionary(historyOf(begun()), edit);
  return answer.ok ? answer.value.history.document : answer.problems.map(({ code }) => code);
}

/** What is there after an edit was taken back. */
function undone(edit: DictionaryEdit): DerivedDocument | undefined {
  const answer = performOnDictionary(historyOf(begun()), edit);
  return answer.ok ? undo(answer.value.history).document : undefined;
}

describe('edits of a dictionary', () => {
  test('another id goes into the examples too', () => {
    const edit = { do: 'renameFact', args: { id: 'twice', to: 'double' } } as const;
    const document = after(edit) as DerivedDocument;
    expect(Object.keys(document.set.facts)).toEqual(['double']);
    expect(document.examples?.rows).toEqual([
      { then: { values: { double: 4, 'double(n=3)': 6, twice_more: 8 }, unknown: ['double'] } },
    ]);
  });

  test.each<[string, DictionaryEdit, string]>([
    [
      'an id that is taken',
      { do: 'addFact', args: { id: 'twice', fact: begun().set.facts['twice'] as never } },
      'duplicate_id',
    ],
    ['a fact that is not there', { do: 'removeFact', args: { id: 'thrice' } }, 'unknown_reference'],
    [
      'a property of no fact',
      { do: 'changeFact', args: { id: 'toString', path: ['type'], value: 'text' } },
      'unknown_reference',
    ],
  ])('%s is refused', (_, edit, code) => {
    expect(after(edit)).toEqual([code]);
  });

  test.each<DictionaryEdit>([
    { do: 'changeFact', args: { id: 'twice', path: ['unit'], value: 'kWh' } },
    { do: 'removeFact', args: { id: 'twice' } },
    { do: 'changeSet', args: { path: ['name'], value: said('Other') } },
  ])('is undone exactly: %j', (edit) => {
    expect(undone(edit)).toEqual(begun());
  });
});

describe('a fact with another type', () => {
  const figure: Fact = {
    name: said('F'),
    type: 'number',
    unit: 'kW',
    min: 0,
    max: 5,
    samples: [1],
  };
  const choice: Fact = {
    name: said('C'),
    type: 'enum',
    options: [{ value: 'a', name: said('A') }],
  };

  test.each<[string, Fact, Fact['type'], Partial<Fact>]>([
    [
      'keeps what still means something',
      figure,
      'integer',
      { unit: 'kW', min: 0, max: 5, samples: [1] },
    ],
    ['loses what does not', figure, 'date', {}],
    [
      'begins with a choice',
      figure,
      'enum',
      { options: [expect.objectContaining({ value: 'option_1' })] as never },
    ],
    ['keeps its choices in a list', choice, 'list', { item: 'string' }],
  ])('%s', (_, fact, type, rest) => {
    expect(withType(fact, type)).toEqual({ name: fact.name, type, ...rest });
  });
});

describe('ids of facts', () => {
  test.each(['a', 'supply_kv', 'A-1'])('%s may be one', (id) => {
    expect(isFactId(id)).toBe(true);
  });

  test.each(['', '1a', 'a b', 'constructor', '名称', `a${'b'.repeat(64)}`])('%j may not', (id) => {
    expect(isFactId(id)).toBe(false);
  });

  test('a new one is not taken', () => {
    const taken = new Set(['new_fact', 'new_fact_2']);
    expect(freshFactId((id) => taken.has(id), 'new_fact')).toBe('new_fact_3');
  });
});
