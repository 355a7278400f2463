import { expect, test } from 'vitest';
import { withWidth } from './widths.ts';

test('widths are kept by person and sheet, and those of long ago forgotten', () => {
  const once = withWidth({}, 'ada table/fees', 'size', 120);
  const twice = withWidth(once, 'ada table/fees', 'fee', 90);
  expect(twice).toEqual({ 'ada table/fees': { size: 120, fee: 90 } });
  expect(withWidth(twice, 'bob table/fees', 'fee', 60)['ada table/fees']).toEqual(
    twice['ada table/fees'],
  );
  const many = Array.from({ length: 120 }, (_, index) => `ada table/${index}`);
  const kept = many.reduce((all, key) => withWidth(all, key, 'fee', 60), twice);
  expect(Object.keys(kept)).toEqual(many.slice(20));
});
