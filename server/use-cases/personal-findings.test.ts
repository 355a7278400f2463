/** What a finding about a case says of the person whom the case is about. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { testServer, type TestServer } from '../testing.ts';
import { lent, privacyPack } from './privacy.fixture.ts';
import { raiseFindings } from './raise-findings.ts';

const words = { zh: '借给 {borrower}', en: 'Lent to {borrower}' };

/** Every loan that is checked is found, and the words name who gets it. */
function pack(): Definition[] {
  return privacyPack().map((definition) =>
    definition.kind === 'ruleset'
      ? {
          ...definition,
          rules: definition.rules.map((rule) =>
            rule.id === 'D1'
              ? {
                  ...rule,
                  message: words,
                  conditions: { fact: 'borrower', operator: 'notEqual', value: '' },
                }
              : rule,
          ),
        }
      : definition,
  );
}

let server: TestServer;

beforeAll(async () => {
  server = await testServer({ pack: pack(), raiseFindings });
  const id = await lent(server, { borrower: 'Ouyang Xiu', amount: 100 });
  const carl = await server.as('carl');
  await carl.post(`/api/tasks/${id}.2/claim`, {}, { version: 1 });
  const done = await carl.post(
    `/api/tasks/${id}.2/complete`,
    { route: 'pass', data: {} },
    { version: 2 },
  );
  if (done.status !== 200) throw new Error(JSON.stringify(done.body));
});

afterAll(() => server[Symbol.asyncDispose]());

async function found(person: string): Promise<string> {
  const client = await server.as(person);
  const list = await client.get('/api/findings?rule=D1');
  const [row] = (list.body as unknown as { rows: { id: string }[] }).rows;
  const one = await client.get(`/api/findings/${row?.id}`);
  return JSON.stringify([list.body, one.body]);
}

test.each(['dora', 'carl'])('%s, who worked the case, is told whole', async (person) => {
  expect(await found(person)).toContain('Lent to “Ouyang Xiu”');
});

test.each(['mia', 'anna'])('%s, who only sees it, is told in part', async (person) => {
  const told = await found(person);
  expect(told).toContain('Lent to “Ouy****Xiu”');
  expect(told).not.toContain('Ouyang Xiu');
});
