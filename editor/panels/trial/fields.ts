/** Forms of a trial: those of steps, and the one by which a case is begun. */
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { Given } from '@flowmeter/engine/definition/examples.ts';
import type { Fact, FactValues } from '@flowmeter/engine/definition/facts.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { startStepOf } from '@flowmeter/engine/flow/structure.ts';
import { openersOf } from '@flowmeter/engine/simulation/performer.ts';
import type { Field as FormField } from '@flowmeter/engine/steps/base.ts';
import type { Field } from '../../api/cases.ts';

/** The fields of a form whose facts are declared, with what the case knows already. */
export function fieldsOf(
  form: readonly FormField[],
  facts: FactDictionary,
  data: FactValues,
): Field[] {
  return form.flatMap(({ fact: id, optional = false, readonly = false, ...shown }) => {
    const fact = facts[id];
    if (fact === undefined) return [];
    const required = !optional && !readonly;
    return { id, fact, required, readonly, value: data[id] ?? null, ...shown };
  });
}

/** Ids of what is no fact of the flow: none of its ids begins so. */
const AT = '@at';
const UNIT = '@unit';
const BY = '@by';

/** When, where and by whom the case is opened, and the form of the start. */
export function beginFields(flow: CompiledFlow): Field[] {
  const { org } = flow;
  const openers = openersOf(flow);
  const own: [string, Fact][] = [
    [AT, { name: { zh: '受理时间', en: 'Accepted at' }, type: 'datetime' }],
  ];
  if (org !== undefined) {
    const units = org.units.map(({ id, name }) => ({ value: id, name }));
    own.push([UNIT, { name: { zh: '所属单位', en: 'Unit' }, type: 'enum', options: units }]);
  }
  if (openers.length > 0) {
    const people = openers.map(({ id, name }) => ({ value: id, name }));
    own.push([BY, { name: { zh: '开案人', en: 'Opened by' }, type: 'enum', options: people }]);
  }
  return [
    ...own.map(([id, fact]) => ({ id, fact, required: true, readonly: false, value: null })),
    ...fieldsOf(startStepOf(flow.flow)?.form ?? [], flow.facts, {}),
  ];
}

/** As the fields above say it. */
export function beginValues({ at, unit, by, data }: Given): FactValues {
  return { [AT]: at, [UNIT]: unit, [BY]: by, ...data };
}

/** What was entered, over what was suggested. */
export function givenFrom(entered: FactValues, suggested: Given): Given {
  const { [AT]: at, [UNIT]: unit, [BY]: by, ...data } = entered;
  return {
    at: typeof at === 'string' ? at : suggested.at,
    unit: typeof unit === 'string' ? unit : suggested.unit,
    by: typeof by === 'string' ? by : suggested.by,
    data,
  };
}
