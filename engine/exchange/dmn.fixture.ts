/** Small DMN documents, put together from what a test is about. */
import { wordsOf } from '../problem.ts';
import { readDmn } from './read-dmn.ts';

export const V13 = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

export const definitions = (body: string, more = '', uri = V13) =>
  `<?xml version="1.0"?><definitions xmlns="${uri}" name="d" namespace="n" ${more}>${body}</definitions>`;

export interface Parts {
  id?: string;
  name?: string;
  attributes?: string;
  before?: string;
  columns?: string;
  rules?: string;
}

export const input = (expression: string, more = '', type = 'typeRef="number"') =>
  `<input><inputExpression ${type}><text>${expression}</text></inputExpression>${more}</input>`;
export const output = (attributes = 'name="fee" typeRef="number"', inner = '') =>
  `<output ${attributes}>${inner}</output>`;
export const rule = (when: string[], then: string[], more = '') =>
  `<rule>${when.map((one) => `<inputEntry><text>${one}</text></inputEntry>`).join('')}${then
    .map((one) => `<outputEntry><text>${one}</text></outputEntry>`)
    .join('')}${more}</rule>`;

export const decision = ({
  id = 'fee',
  name = 'Fee',
  attributes = '',
  before = '',
  columns = input('age') + output(),
  rules = rule(['&gt; 5'], ['1']),
}: Parts = {}) =>
  `<decision id="${id}" name="${name}">${before}<decisionTable ${attributes}>${columns}${rules}</decisionTable></decision>`;

export function read(text: string) {
  const found = readDmn(text);
  const problems = found.ok ? found.value.problems : found.problems;
  return {
    tables: found.ok ? found.value.tables : [],
    said: problems.map((one) => wordsOf(one).en),
    codes: problems.map(({ code }) => code),
  };
}
