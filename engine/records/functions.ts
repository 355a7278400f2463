/** Every function of expressions, by its id. */
import { parameter, type FunctionRow } from './function-row.ts';
import { numberFunctions } from './number-functions.ts';
import { periodFunctions } from './period-functions.ts';
import { textFunctions } from './text-functions.ts';
import { timeFunctions } from './time-functions.ts';

const coalesce: FunctionRow = {
  name: { zh: '首个非空值', en: 'First that is there' },
  help: {
    zh: '依次取值，为空则取下一个；其中一个缺数据即无法判断',
    en: 'The next one where one is empty; unknown as soon as one is missing',
  },
  params: [{ ...parameter('values', '值', 'values', 'any'), repeats: true }],
  gives: 'first',
  passesNull: true,
  compute: ([one]) => one,
  examples: [
    [[null, 2, 3], 2],
    [[null, null], null],
    [['2026-02-12T01:00:00Z', '2026-02-13T01:00:00Z'], '2026-02-12T01:00:00.000Z'],
  ],
};

export const functions: Readonly<Record<string, FunctionRow>> = {
  ...numberFunctions,
  ...timeFunctions,
  ...periodFunctions,
  ...textFunctions,
  coalesce,
};

/** Names come from documents: own properties only. */
export function functionOf(id: string): FunctionRow | undefined {
  return Object.hasOwn(functions, id) ? functions[id] : undefined;
}
