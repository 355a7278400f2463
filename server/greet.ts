/** What a person reads in the terminal when the server has started. */
import { styleText } from 'node:util';
import type { Deps } from './deps.ts';
import { namesOf } from './names.ts';
import { DEMO_PASSWORD } from './seed/seed.ts';

export function greet(address: string, { inForce }: Deps, hasEditor: boolean): void {
  const names = namesOf(inForce);
  const people = inForce.organisation()?.people ?? [];
  const rows = people.map(({ id, name, unit, posts, roles }) => [
    id,
    `${name.zh} ${name.en}`,
    roles.join(', '),
    [names.unit(unit), ...posts.map((post) => names.post(post))]
      .map((one) => one.name.zh)
      .join(' '),
  ]);
  const lines = [
    '',
    `${styleText('bold', 'Flowmeter 精流')}  ${styleText('cyan', address)}`,
    ...(hasEditor ? [] : ['The editor is not built: only the API is served.']),
    `API: ${address}/api/docs`,
    '',
    `Demonstration accounts, password ${styleText('bold', DEMO_PASSWORD)}:`,
    ...table(rows),
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function table(rows: string[][]): string[] {
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => width(row[column] ?? ''))),
  );
  return rows.map((row) => `  ${row.map((cell, at) => pad(cell, widths[at] ?? 0)).join('  ')}`);
}

function pad(text: string, to: number): string {
  return text + ' '.repeat(Math.max(0, to - width(text)));
}

/** Chinese characters take two columns of a terminal. */
function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += /[\u2e80-\uffef]/.test(character) ? 2 : 1;
  return columns;
}
