/** What tests of evidence do again and again. */
import { expect } from 'vitest';
import type { Client } from '../testing.ts';
import { saved, words, type Draft, type Json } from './governance.fixture.ts';

export const evidenceOf = async (client: Client, change: Json) =>
  (await client.get(`/api/changes/${change['id']}/evidence`)).body;
export const changeOf = async (client: Client, { id }: Json) =>
  (await client.get(`/api/changes/${String(id)}`)).body;
export const renew = (client: Client, change: Json) =>
  client.post(`/api/changes/${change['id']}/evidence`);
export const open = (client: Client) =>
  client.post('/api/cases', { flow: 'lend', data: { borrower: 'Ada', amount: 1 } });

/** A draft of another kind of definition, edited and proposed. */
export async function proposedOf(
  client: Client,
  kind: string,
  id: string,
  edit: (content: never) => object,
) {
  const started = await client.post('/api/drafts', { kind, id });
  const draft = started.body as unknown as Draft;
  await saved(client, draft, edit(draft.content as never));
  const answer = await client.post(`/api/drafts/${draft.id}/propose`, words);
  expect(answer.status).toBe(201);
  return answer.body;
}
