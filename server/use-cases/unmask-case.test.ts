import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client, TestServer } from '../testing.ts';
import { lent, privacyServer } from './privacy.fixture.ts';

let server: TestServer;
let id: string;

beforeAll(async () => {
  server = await privacyServer();
  id = await lent(server, { borrower: 'Ouyang Xiu', amount: 100 });
});

afterAll(() => server[Symbol.asyncDispose]());

async function shownTo(client: Client) {
  const one = await client.get(`/api/cases/${id}`);
  const entries = await client.get(`/api/cases/${id}/entries`);
  const { data } = one.body as unknown as {
    data: { id: string; value: string; masked: boolean }[];
  };
  return {
    borrower: data.find((fact) => fact.id === 'borrower'),
    entries: JSON.stringify(entries.body),
  };
}

test.each(['dora', 'carl', 'both'])(
  '%s, who works the case, sees whom it is about',
  async (person) => {
    const { borrower, entries } = await shownTo(await server.as(person));
    expect(borrower).toMatchObject({ value: 'Ouyang Xiu', masked: false });
    expect(entries).toContain('Ouyang Xiu');
  },
);

test.each(['mia', 'stan', 'olga', 'anna'])(
  '%s, who only sees it, sees it in part',
  async (person) => {
    const { borrower, entries } = await shownTo(await server.as(person));
    expect(borrower).toMatchObject({ value: 'Ouy****Xiu', masked: true });
    expect(entries).not.toContain('Ouyang Xiu');
  },
);

test('whoever asks for it whole gets it, and the audit log says so, without the reason as text', async () => {
  const anna = await server.as('anna');
  const whole = await anna.post(`/api/cases/${id}/personal`, { reason: 'called by Ouyang Xiu' });
  expect(whole.body).toEqual({ data: { borrower: 'Ouyang Xiu' } });
  const entries = await server.deps.store.auditLog.after(0, 100);
  const told = entries.find(({ action }) => action === 'case.unmasked');
  expect(told).toMatchObject({ actor: 'anna', object: id });
  expect(JSON.stringify(told)).not.toContain('Ouyang');
});

test('outside of their units there is no such case', async () => {
  const sid = await server.as('sid');
  expect((await sid.post(`/api/cases/${id}/personal`, { reason: 'x' })).status).toBe(404);
});
