/** Decisions that ask other decisions: imported together, they decide together. */
import { expect, test } from 'vitest';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import { readDmn } from '@flowmeter/engine/exchange/read-dmn.ts';
import { writeDmn } from '@flowmeter/engine/exchange/write-dmn.ts';
import { ownValue, type FactSource } from '@flowmeter/engine/rules/source.ts';
import { readOutput, tablesOf } from '@flowmeter/engine/tables/ask.ts';
import { tableFacts } from '@flowmeter/engine/tables/facts.ts';

const entries = (name: string, texts: readonly string[]) =>
  texts.map((text) => `<${name}><text>${text}</text></${name}>`).join('');
const rule = (when: string[], then: string[]) =>
  `<rule>${entries('inputEntry', when)}${entries('outputEntry', then)}</rule>`;
const input = (text: string, type: string) =>
  `<input><inputExpression typeRef="${type}"><text>${text}</text></inputExpression></input>`;

/** The fee asks the discount, which asks the class of the customer; the last is decided first. */
const model = `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/DMN/20180521/MODEL/" name="fees" namespace="urn:fees">
  <inputData id="i1" name="Years As Customer"><variable name="Years As Customer" typeRef="number"/></inputData>
  <decision id="fee" name="Fee">
    <informationRequirement id="r1"><requiredDecision href="#discount"/></informationRequirement>
    <decisionTable hitPolicy="COLLECT" aggregation="SUM">
      ${input('Discount.Share', 'number')}${input('express', 'boolean')}
      <output name="amount" typeRef="number"/>
      ${rule(['-', '-'], ['100'])}${rule(['&gt;= 0.1', '-'], ['-10'])}${rule(['-', 'true'], ['25'])}
    </decisionTable>
  </decision>
  <decision id="discount" name="Discount">
    <decisionTable hitPolicy="FIRST">
      ${input('Customer Class', 'string')}
      <output name="Share" typeRef="number"/><output name="Reason" typeRef="string"/>
      ${rule(['"gold"'], ['0.2', '"loyal"'])}${rule(['not("gold")'], ['0', 'null'])}
    </decisionTable>
  </decision>
  <decision id="class" name="Customer Class">
    <decisionTable>
      ${input('Years As Customer', 'number')}
      <output typeRef="string"><outputValues><text>"gold", "plain"</text></outputValues></output>
      ${rule(['&gt;= 10'], ['"gold"'])}${rule(['[0..10)'], ['"plain"'])}
    </decisionTable>
  </decision>
</definitions>`;

/** What is given is declared, as a pack does it. */
const entered = {
  Years_As_Customer: { name: { zh: '年数', en: 'Years' }, type: 'number' },
  express: { name: { zh: '加急', en: 'Express' }, type: 'boolean' },
} as const;

function decide(text: string, given: FactValues) {
  const read = readDmn(text);
  const { tables } = read.ok ? read.value : { tables: [] };
  const asked = tablesOf(tables, { ...entered, ...tableFacts(tables) });
  const source: FactSource = {
    read: (fact) => ownValue(given, fact) ?? readOutput(asked, fact, source, undefined),
  };
  return source.read('fee.amount');
}

const again = () => {
  const read = readDmn(model);
  const written = writeDmn(read.ok ? read.value.tables : []);
  return written.ok ? written.value : '';
};

test.each([
  [12, false, 90],
  [12, true, 115],
  [9.99, true, 125],
  [0, false, 100],
])('%d years, express: %s', (years, express, amount) => {
  const given = { Years_As_Customer: years, express };
  expect(decide(model, given)).toBe(amount);
  expect(decide(again(), given)).toBe(amount);
});

test('what is missing far down is not known at the top', () => {
  expect(decide(model, { express: true })).toBeUndefined();
});
