import i18next from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { factTypes, type Fact } from '@flowmeter/engine/definition/facts.ts';
import display from '../words/zh/display.json';
import { widgets } from './widgets.tsx';

beforeAll(async () => {
  await i18next
    .use(initReactI18next)
    .init({ lng: 'zh', resources: { zh: { display } }, interpolation: { escapeValue: false } });
});

const options = (count: number) =>
  Array.from({ length: count }, (_each, at) => ({
    value: `v${at}`,
    name: { zh: `选项${at}`, en: `Option ${at}` },
  }));

function draw(fact: Partial<Fact>, invalid = false): string {
  const full: Fact = { name: { zh: '容量', en: 'Capacity' }, type: 'string', ...fact };
  const { widget: Widget } = widgets[full.type];
  return renderToStaticMarkup(
    <Widget
      id="fact-x"
      fact={full}
      value={null}
      onChange={() => undefined}
      disabled={false}
      aria={{
        'aria-labelledby': 'fact-x-label',
        ...(invalid ? { 'aria-invalid': true, 'aria-describedby': 'fact-x-wrong' } : {}),
      }}
    />,
  );
}

describe('one way to enter each type of fact', () => {
  test('every type of fact has one', () => {
    expect(Object.keys(widgets).toSorted()).toEqual(factTypes.toSorted());
  });

  test.each(['string', 'text', 'number', 'integer', 'boolean', 'enum'] as const)(
    '%s is tied to its label and its problem',
    (type) => {
      const drawn = draw({ type, options: options(3) }, true);
      expect(drawn).toContain('aria-labelledby="fact-x-label"');
      expect(drawn).toContain('aria-describedby="fact-x-wrong"');
      expect(drawn).toContain('aria-invalid="true"');
    },
  );

  test('a figure shows its unit', () => {
    expect(draw({ type: 'number', unit: 'kVA' })).toContain('kVA');
  });

  test('few options stand side by side, many are a list to search', () => {
    expect(draw({ type: 'enum', options: options(4) })).toContain('type="radio"');
    expect(draw({ type: 'enum', options: options(5) })).toContain('role="combobox"');
  });
});
