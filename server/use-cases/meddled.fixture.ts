/** What somebody may do to the database past the server to have another flow run. */
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Answer, TestServer } from '../testing.ts';
import { testingPack } from '../testing-pack.ts';
import { approve, meddle, people, proposed, type Json } from './governance.fixture.ts';

/** A server whose lending flow has been changed once (4 hours, then 2), then meddled with. */
export async function meddled(server: TestServer, sql: (change: Json) => string[]): Promise<Json> {
  const { olga, anna } = await people(server);
  const change = await proposed(olga);
  await approve(anna, change);
  meddle(server, ...sql(change));
  return change;
}

export function lend(server: TestServer): Promise<Answer> {
  return server
    .as('dora')
    .then((dora) => dora.post('/api/cases', { flow: 'lend', data: { borrower: 'A', amount: 1 } }));
}

/** The lending flow with a check of other hours: what somebody would like to run. */
function forged(hours: number): { hash: string; content: string } {
  const text = JSON.stringify(
    testingPack().find((one) => one.kind === 'flow' && one.id === 'lend'),
  );
  const definition = JSON.parse(
    text.replace(/("id":"check".{0,30}"value":)\d+/, `$1${hours}`),
  ) as Definition;
  return { hash: hashOf(definition), content: JSON.stringify(definition) };
}

export const other = forged(99);
export const store = `INSERT INTO definition (hash, kind, id, content) VALUES ('${other.hash}', 'flow', 'lend', '${other.content.replaceAll("'", "''")}')`;
export const point = (table: string, more = '') =>
  `UPDATE ${table} SET hash = '${other.hash}' WHERE kind = 'flow' AND id = 'lend' ${more}`;
export const now = 'AND until IS NULL';
export const signature = `(SELECT signature FROM release WHERE seq = 1)`;
const first = `(SELECT payload FROM release WHERE seq = 1)`;

export const edits: [what: string, sql: (change: Json) => string[], why: RegExp][] = [
  [
    'the row in force points to the version before',
    ({ base_hash }) => [`UPDATE active SET hash = '${base_hash}' WHERE id = 'lend'`],
    /another version was released/,
  ],
  [
    'the content was swapped',
    () => [`UPDATE definition SET content = replace(content, '"value":2', '"value":9')`],
    /not what its hash says/,
  ],
  [
    'the content is no JSON',
    ({ content_hash }) => [`UPDATE definition SET content = '{' WHERE hash = '${content_hash}'`],
    /not what its hash says/,
  ],
  [
    'the content of another definition stands behind it',
    () => [
      `UPDATE active SET hash = (SELECT hash FROM active WHERE id = 'repair') WHERE id = 'lend'`,
    ],
    /not what its hash says/,
  ],
  [
    'content and hash were swapped together',
    () => [store, point('active'), point('version', now)],
    /another version was released/,
  ],
  [
    'a version row was forged',
    () => [`UPDATE version SET change_id = NULL WHERE id = 'lend' ${now}`],
    /row of its version/,
  ],
  [
    'the version row is gone',
    () => [`DELETE FROM version WHERE id = 'lend' ${now}`],
    /row of its version/,
  ],
  [
    'the event of its approval was edited',
    () => [`UPDATE change_event SET event = json_set(event, '$.comment', 'ok') WHERE seq = 2`],
    /history of its change/,
  ],
  [
    'a contributor was taken out of its proposal',
    () => [
      `UPDATE change_event SET event = json_set(event, '$.proposal.contributors', json('[]')) WHERE seq = 1`,
    ],
    /history of its change/,
  ],
  [
    'its approval is gone',
    () => [`DELETE FROM change_event WHERE seq = 2`],
    /history of its change/,
  ],
  ['its row is gone', () => [`DELETE FROM active WHERE id = 'lend'`], /row was taken away/],
];

/** The newest release is not what was signed, or not the one that the log told of last. */
export const spoilt: [what: string, sql: (change: Json) => string[]][] = [
  [
    'its release was edited',
    ({ content_hash }) => [
      store,
      point('active'),
      point('version', now),
      `UPDATE release SET payload = replace(payload, '${content_hash}', '${other.hash}') WHERE seq = 2`,
    ],
  ],
  ['its release is gone', () => [`DELETE FROM release WHERE seq = 2`]],
  [
    'a release was written that is not signed for it',
    () => [
      store,
      point('active'),
      point('version', now),
      `INSERT INTO release (seq, at, change_id, payload, signature) SELECT 3, at, change_id,
         replace(json_set(${first}, '$.seq', 3), '"nothing"', ''), signature FROM release WHERE seq = 1`,
    ],
  ],
  [
    'its release is gone, and the version before is in force again as the older one says',
    ({ base_hash }) => [
      'DELETE FROM release WHERE seq = 2',
      `DELETE FROM version WHERE id = 'lend' AND change_id IS NOT NULL`,
      `UPDATE version SET until = NULL WHERE id = 'lend'`,
      `UPDATE active SET hash = '${base_hash}' WHERE id = 'lend'`,
    ],
  ],
  [
    'its release is signed for something else',
    () => [`UPDATE release SET signature = ${signature} WHERE seq = 2`],
  ],
];
