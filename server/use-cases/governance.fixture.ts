/** What tests of governance do again and again: somebody changes the hours of the check when lending. */
import Database from 'better-sqlite3';
import type { Answer, Client, TestServer } from '../testing.ts';

export type Json = Record<string, never>;

export interface Draft {
  id: string;
  revision: number;
  base_hash: string;
  content: { steps: Record<string, { limits: { value: number }[]; routes: Json[] }> };
}

export const words = { title: 'Shorter check', reason: 'Two hours are enough' };

/** The people whom most tests need, signed in. */
export async function people(server: TestServer) {
  return {
    /** Owners; Arno is an auditor too. */
    olga: await server.as('olga'),
    otto: await server.as('otto'),
    arno: await server.as('arno'),
    /** An auditor. */
    anna: await server.as('anna'),
  };
}

/** A draft of the lending flow whose check may take other hours; saved once. */
export async function draftOf(client: Client, hours = 2, from_hash?: string): Promise<Draft> {
  const started = await client.post('/api/drafts', { kind: 'flow', id: 'lend', from_hash });
  const { id, content, revision } = started.body as unknown as Draft;
  for (const limit of content.steps['check']?.limits ?? []) limit.value = hours;
  return saved(client, { id, revision }, content);
}

export async function saved(
  client: Client,
  { id, revision }: Pick<Draft, 'id' | 'revision'>,
  content: object,
): Promise<Draft> {
  const body = { content, layout: null };
  const answer = await client.put(`/api/drafts/${id}`, body, { version: revision });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body as unknown as Draft;
}

/** The change that such a draft was proposed as. */
export async function proposed(client: Client, hours = 2, from_hash?: string): Promise<Json> {
  const { id } = await draftOf(client, hours, from_hash);
  const answer = await client.post(`/api/drafts/${id}/propose`, words);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

export function approve(client: Client, change: Json, comment = 'fine'): Promise<Answer> {
  const { id, evidence_hash } = change;
  return client.post(`/api/changes/${id}/approve`, { comment, evidence_hash });
}

export function codes({ body }: Answer): string[] {
  const problems = (body['problems'] ?? []) as { code: string }[];
  return problems.map((one) => one.code);
}

/** The hours that the check may take by the version in force. */
export async function hoursNow(client: Client): Promise<number | undefined> {
  const { body } = await client.get('/api/definitions/flow/lend');
  const { definition } = body as unknown as { definition: Draft['content'] };
  return definition.steps['check']?.limits[0]?.value;
}

/** What the audit log says was done, by whom, and whether it was allowed; oldest first. */
export async function told(server: TestServer): Promise<[string, string, boolean][]> {
  const { rows } = await server.deps.store.auditLog.page({ limit: 200 });
  return rows.toReversed().map((row) => [row.action, row.actor, row.allowed]);
}

/** As somebody who can write the file, past the server. */
export function meddle(server: TestServer, ...statements: string[]): void {
  const database = new Database(server.file);
  for (const statement of statements) database.exec(statement);
  database.close();
}
