/** Nothing of the power trade stands in code: it is all in `definitions/`, where anybody can change it. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadPack } from '@flowmeter/server/pack-files.ts';

/** Words that only this trade uses. */
const trade =
  /供电|用电|电压|电能|电费|电网|抄表|报装|计量|配电|95598|voltage|kilowatt|\bk(?:VA|W|Wh|V)\b|electric|tariff/i;

const files = globSync('{engine,server,editor}/**/*.{ts,tsx,json}', {
  exclude: (path) => /node_modules|dist|testing|\.(?:test|fixture)\./.test(path),
});

/** Comments may give examples. */
function codeOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

const sources = files.map((file) => [file, codeOf(file)] as const);

/** Ids of the pack's rules and indicators: letters and a number, as the trade's catalogues give them. */
async function catalogueIds(): Promise<string[]> {
  const { pack } = await loadPack('definitions/power-supply');
  return pack.definitions.flatMap((one) => {
    if (one.kind === 'ruleset') return one.rules.map(({ id }) => id);
    return one.kind === 'indicator' ? [one.id] : [];
  });
}

test('no word of the trade', () => {
  expect(sources.length).toBeGreaterThan(300);
  expect(sources.filter(([, code]) => trade.test(code)).map(([file]) => file)).toEqual([]);
});

test('no rule and no indicator of the trade', async () => {
  const ids = await catalogueIds();
  expect(ids.length).toBeGreaterThan(20);
  const named = new RegExp(`(?<![\\w-])(?:${ids.join('|')})(?![\\w-])`);
  expect(sources.filter(([, code]) => named.test(code)).map(([file]) => file)).toEqual([]);
});
