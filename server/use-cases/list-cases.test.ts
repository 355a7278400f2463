/** A case whose title is a person's name, as lists, searches, tasks, findings and figures show it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client, TestServer } from '../testing.ts';
import { lent, privacyServer } from './privacy.fixture.ts';

const WHOLE = 'Ouyang Xiu';
const PART = 'Ouy****Xiu';
let server: TestServer;
let id: string;

beforeAll(async () => {
  server = await privacyServer();
  // Many that are hidden, and one more that is what is sought.
  for (let n = 0; n < 5; n++) await lent(server, { borrower: 'Ouyang Feng', amount: 100 }, `f${n}`);
  id = await lent(server, { borrower: WHOLE, amount: 100 });
});

afterAll(() => server[Symbol.asyncDispose]());

async function titles(client: Client, query = ''): Promise<string[]> {
  const { body } = await client.get(`/api/cases${query}`);
  return (body['rows'] as unknown as { title: string }[]).map(({ title }) => title);
}

describe('a title that is a name', () => {
  test.each([
    ['carl', WHOLE],
    ['mia', PART],
    ['stan', PART],
    ['olga', PART],
    ['anna', PART],
  ])('to %s is %s in the list and on its page', async (person, title) => {
    const client = await server.as(person);
    expect((await titles(client))[0]).toBe(title);
    const { body } = await client.get(`/api/cases/${id}`);
    expect(body).toMatchObject({ title, tasks: [{ title }] });
  });

  test('is whole to whoever may take its task, and in part to their supervisor', async () => {
    const pool = await (await server.as('carl')).get('/api/tasks?box=pool');
    expect(JSON.stringify(pool.body)).toContain(WHOLE);
    const unit = await (await server.as('stan')).get('/api/tasks?box=unit');
    expect(JSON.stringify(unit.body)).toContain(PART);
    expect(JSON.stringify(unit.body)).not.toContain('Ouyang');
  });
});

describe('a search', () => {
  test.each([
    ['carl', 'ouyang', [WHOLE, ...Array.from({ length: 5 }, () => 'Ouyang Feng')]],
    ['stan', 'ouyang', []],
    ['stan', 'ang', []],
    ['stan', 'Ouyang Xi', []],
    ['stan', 'Ouyang Xiu', [PART]],
    ['stan', ' ouyang xiu ', [PART]],
    ['stan', 'Xiu', [PART]],
  ])('of %s for “%s”', async (person, q, found) => {
    const client = await server.as(person);
    expect(await titles(client, `?q=${encodeURIComponent(q)}`)).toEqual(found);
  });

  test('goes on behind what it may not show', async () => {
    const stan = await server.as('stan');
    const { body } = await stan.get('/api/cases?limit=1&q=Xiu');
    expect(body).toMatchObject({ rows: [{ id }], next: null });
    expect(await titles(stan, `?limit=2&q=${id.slice(0, 4)}`)).toHaveLength(2);
  });
});
