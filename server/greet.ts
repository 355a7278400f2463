/** What a person reads in the terminal when the server has started. */
import { styleText } from 'node:util';
import type { Deps } from './deps.ts';
import { namesOf } from './names.ts';
import { DEMO_PASSWORD } from './seed/seed.ts';
import type { FirstLink } from './use-cases/first-links.ts';

interface Greeting {
  hasEditor: boolean;
  /** For those who have no password yet. */
  links: readonly FirstLink[];
}

export async function greet(
  address: string,
  deps: Deps,
  { hasEditor, links }: Greeting,
): Promise<void> {
  const isForReal = await deps.store.accounts.isForReal();
  const lines = [
    '',
    `${styleText('bold', 'Flowmeter 精流')}  ${styleText('cyan', address)}`,
    ...(hasEditor ? [] : ['The editor is not built: only the API is served.']),
    `API: ${address}/api/docs`,
    '',
    ...(isForReal ? linkLines(address, links) : accountLines(deps)),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const roleNames: Partial<Record<string, string>> = {
  admin: '首位系统管理员 first administrator',
  auditor: '首位审计员 first auditor',
};

/** Two links for two people: whoever had both would approve what they propose. */
function linkLines(address: string, links: readonly FirstLink[]): string[] {
  if (links.length === 0) return [];
  return [
    '账号尚无密码。把以下一次性链接分别交给两个人；首位审计员审批管理员提出的授权。',
    'No account has a password yet. Give these one-time links to two different people;',
    'the auditor approves what the administrator proposes.',
    ...links.flatMap(({ role, person, path, expires_at }) => [
      '',
      `  ${styleText('bold', roleNames[role] ?? role)}: ${person.name.zh} ${person.name.en} (${person.id})`,
      `  ${styleText('cyan', `${address}${path}`)}`,
      `  ${expires_at}`,
    ]),
    '',
  ];
}

function accountLines({ inForce }: Deps): string[] {
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
  return [
    `Demonstration accounts, password ${styleText('bold', DEMO_PASSWORD)}:`,
    ...table(rows),
    '',
  ];
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
