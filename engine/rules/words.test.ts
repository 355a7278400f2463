import { expect, test } from 'vitest';
import { unitName } from './words.ts';

test.each([
  ['wd', { zh: '工作日', en: 'working days' }],
  ['件', { zh: '件', en: 'items' }],
  ['元/s', { zh: '元/秒', en: 'yuan/s' }],
  ['%', { zh: '%', en: '%' }],
  ['constructor', { zh: 'constructor', en: 'constructor' }],
])('the unit %s in both languages', (unit, words) => {
  expect(unitName(unit)).toEqual(words);
});
