/** An office that audits its parcels: rules about records, and a flow that rechecks by the rule itself. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectorDefinition } from '@flowmeter/engine/definition/connector.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Rule, RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import type { Deps } from '../deps.ts';
import { parcel, parcelFile } from '../records/records.fixture.ts';
import { testServer, type Client, type TestServer } from '../testing.ts';
import { testingPack } from '../testing-pack.ts';
import { raiseFindings } from './raise-findings.ts';

const said = (text: string) => ({ zh: text, en: text });
const basis = { kind: 'typical' as const, source: said('test') };

const common = {
  stage: 'after' as const,
  record: 'parcel',
  theme: said('weight'),
  severity: 'R2' as const,
  event: { type: 'finding' },
  message: said('Weighs {weight}'),
  rectification: said('Weigh again'),
};

const heavy: Rule = {
  ...common,
  id: 'W1',
  key: 'heavy',
  name: said('Too heavy'),
  params: { most: { value: 20, basis } },
  conditions: { all: [{ fact: 'weight', operator: 'greaterThan', value: { param: 'most' } }] },
};

/** Never known: a parcel without a weight is not asked away. */
const light: Rule = {
  ...common,
  id: 'W2',
  key: 'light',
  name: said('Too light'),
  conditions: { all: [{ fact: 'weight', operator: 'lessThan', value: 0.01 }] },
};

/** About findings: one that nobody verified in two days. */
const forgotten: Rule = {
  ...common,
  id: 'F1',
  key: 'forgotten',
  name: said('Forgotten'),
  record: 'finding',
  message: said('Found at {found_at}'),
  conditions: {
    all: [
      { fact: 'finding_status', operator: 'equal', value: 'open' },
      {
        fact: 'days',
        params: { from: 'found_at', to: 'now' },
        operator: 'greaterThan',
        value: 2,
      },
    ],
  },
};

const weights: RulesetDefinition = {
  kind: 'ruleset',
  id: 'weights',
  name: said('Weights'),
  finding_flow: 'put_right',
  rules: [heavy, light, forgotten],
};

const recheck: ConnectorDefinition = {
  kind: 'connector',
  id: 'rule_recheck',
  name: said('Recheck'),
  type: 'recheck',
  takes: [{ fact: 'recheck_result', path: ['result'] }],
};

const putRight: FlowDefinition = {
  kind: 'flow',
  id: 'put_right',
  name: said('Put right'),
  owner_post: 'manager',
  limits: [],
  audits: { after: [] },
  outcomes: [{ id: 'closed', name: said('Closed') }],
  steps: {
    start: {
      kind: 'start',
      name: said('Found'),
      form: [{ fact: 'finding_id' }, { fact: 'ref_record', optional: true }],
      posts: ['manager'],
      routes: [{ id: 'begin', to: 'rectify' }],
    },
    rectify: {
      kind: 'task',
      name: said('Rectify'),
      assign: { post: 'desk', unit: 'case' },
      clock: 'utility',
      form: [{ fact: 'verdict' }, { fact: 'rectify_action' }, { fact: 'root_cause' }],
      limits: [],
      audits: { before: [], during: [] },
      routes: [{ id: 'done', to: 'ask' }],
    },
    ask: {
      kind: 'auto',
      name: said('Recheck'),
      does: {
        send: { connector: 'rule_recheck', data: {}, takes: [{ fact: 'recheck_result' }] },
      },
      routes: [{ id: 'asked', to: 'judged' }],
    },
    judged: {
      kind: 'decision',
      name: said('Cleared?'),
      routes: [
        {
          id: 'still',
          to: 'rectify',
          when: { fact: 'recheck_result', operator: 'equal', value: 'still_hits' },
        },
        { id: 'cleared', to: 'end' },
      ],
    },
    end: { kind: 'end', name: said('End'), outcome: 'closed', routes: [] },
  },
};

/** The units of whom records speak stand in the field `desk`; months are periods. */
export function auditPack(message: Rule['message'] = heavy.message): Definition[] {
  const name = said('fact');
  return [
    ...testingPack(),
    { ...parcel, period: 'month' },
    { ...weights, rules: [{ ...heavy, message }, light, forgotten] },
    recheck,
    putRight,
    {
      kind: 'facts',
      id: 'put-right',
      name: said('Put right'),
      facts: {
        finding_id: { name, type: 'string' },
        ref_record: { name, type: 'string', nullable: true },
        verdict: { name, type: 'string', nullable: true },
        rectify_action: { name, type: 'string', nullable: true },
        recheck_result: { name, type: 'string' },
        root_cause: {
          name,
          type: 'enum',
          options: [{ value: 'scale', name: said('Broken scale') }],
        },
      },
    },
  ];
}

/** With an owner in the north, who sees less than the head office. */
export function withNorthern(): Definition[] {
  return auditPack().map((one) =>
    one.kind === 'organisation' ? { ...one, people: [...one.people, nina] } : one,
  );
}

const nina: Person = { id: 'nina', name: said('nina'), unit: 'north', posts: [], roles: ['owner'] };

export function auditServer(pack = auditPack()): Promise<TestServer> {
  return testServer({ pack, raiseFindings });
}

/** Brings a file of parcels. */
export async function bring(server: TestServer, ...rows: string[]): Promise<void> {
  const adam = await server.as('adam');
  const headers = { 'Content-Type': 'text/csv' };
  const path = '/api/records/parcel/batches?name=p.csv';
  const done = await adam.send('POST', path, parcelFile(...rows), { headers });
  if (done.status !== 201) throw new Error(JSON.stringify(done.body));
}

export interface FoundRow {
  id: string;
  status: string;
  rectification_id: string;
  case_id: string | null;
}

export async function findingsOf(client: Client, query = ''): Promise<FoundRow[]> {
  const answer = await client.get(`/api/findings${query}`);
  return (answer.body as unknown as { rows: FoundRow[] }).rows;
}

/** Dora claims and completes the one open task of a case. */
export async function rectify(server: TestServer, caseId: string): Promise<void> {
  const dora = await server.as('dora');
  const seen = await dora.get(`/api/cases/${caseId}`);
  const [task] = (seen.body as unknown as { tasks: { id: string }[] }).tasks;
  const data = { verdict: 'confirmed', rectify_action: 'weighed again', root_cause: 'scale' };
  for (const [does, body] of [
    ['claim', {}],
    ['complete', { data }],
  ] as const) {
    const at = await dora.get(`/api/tasks/${task?.id}`);
    const { version } = at.body as unknown as { version: number };
    const done = await dora.post(`/api/tasks/${task?.id}/${does}`, body, { version });
    if (done.status !== 200) throw new Error(JSON.stringify(done.body));
  }
}

/** Half of the newest file of a kind's rows is not what was written. */
export function damageRecords({ records }: Pick<Deps, 'records'>, kind: string): void {
  const folder = records.folder(kind);
  const segment = readdirSync(folder).find((name) => name.startsWith('seg-')) ?? '';
  const file = join(folder, segment, 'rows.bin');
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(7, 8, Math.floor(bytes.length / 2)));
}
