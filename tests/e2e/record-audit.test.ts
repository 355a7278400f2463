/**
 * Imported records are audited at night; what is found is prejudged, dispatched, verified and rectified,
 * and rechecked by the rule itself: cleared where the record was put right, rectified again where not.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importRecordFile } from '@flowmeter/server/use-cases/import-records.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { visit } from './support/visitor.ts';

const start = '2026-06-10T18:00:00+08:00';
const night = '2026-06-11T02:00:00+08:00';
const morning = '2026-06-11T09:00:00+08:00';

let running: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;

beforeAll(async () => {
  running = await startProduct(start);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await running[Symbol.asyncDispose]();
});

const plain: Record<string, string> = {
  customer_id: 'C1',
  org_id: 'east',
  address_code: 'D1',
  status: 'active',
  voltage_kv: '0.22',
  contract_capacity_kva: '8',
  running_capacity_kva: '8',
  tariff_code: 'R1',
  tariff_category: 'residential',
  tariff_scheme: 'single',
  basic_mode: 'none',
  pf_standard: 'none',
  industry_code: '0000',
  metering_mode: 'lv_lv',
  tou: 'false',
  area_type: 'urban',
  is_temporary: 'false',
  usage_kind: 'household',
  read_day: '1',
};

/** Brings accounts, by their numbers: what is not said is plain, and they are in no area. */
async function bring(accounts: Record<string, Record<string, string>>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'flowmeter-accounts-'));
  const path = join(folder, 'accounts.csv');
  const definition = running.deps.inForce.active('record', 'account')?.definition;
  const fields = definition?.kind === 'record' ? Object.keys(definition.fields) : [];
  const rows = Object.entries(accounts).map(([account_no, given]) => {
    const row: Record<string, string> = { ...plain, account_no, ...given };
    return fields.map((field) => row[field] ?? '').join(',');
  });
  writeFileSync(path, [fields.join(','), ...rows, ''].join('\n'));
  const file = { record: 'account', path, name: 'accounts.csv' };
  expect(await importRecordFile(running.deps, 'admin', file)).toMatchObject({ ok: true });
  rmSync(folder, { recursive: true });
}

interface Found {
  id: string;
  object: string;
  status: string;
  rectification_id: string;
}

async function found(object: string): Promise<Found> {
  const { rows } = (await running.as('sunli').get('/api/findings?rule=A06')).body;
  return rows.find((row: Found) => row.object === object);
}

/** Takes the open task of a case and ends it. */
async function works(person: string, caseId: string, body: object): Promise<void> {
  const client = running.as(person);
  const { tasks } = (await client.get(`/api/cases/${caseId}`)).body;
  for (const [does, sent] of [
    ['claim', {}],
    ['complete', body],
  ] as const) {
    const { version } = (await client.get(`/api/tasks/${tasks[0].id}`)).body;
    const done = await client.post(`/api/tasks/${tasks[0].id}/${does}`, sent, version);
    expect(done).toMatchObject({ status: 200 });
  }
}

/** From the prejudgement to the rectification; then the rule is asked again. */
async function handles({ rectification_id: id }: Found): Promise<void> {
  await works('sunli', id, { route: 'valid', data: { prejudge_reason: '数据齐全' } });
  await works('sunli', id, { data: { dispatch_note: '请现场核实' } });
  const verified = { verdict: 'confirmed', verify_facts: '档案未关联台区', evidence_count: 1 };
  await works('caiwen', id, { route: 'verified', data: verified });
  const rectified = { rectify_action: '补录台区', root_cause: 'negligence' };
  await works('caiwen', id, { data: rectified });
  await running.pass(0);
}

test('records are audited at night, and what was put right is rechecked by the rule', async () => {
  await bring({
    '3201000001': {},
    '3201000002': {},
    '3201000003': { area_id: 'T01' },
    '3201000004': { org_id: 'west', area_id: 'T01', contract_capacity_kva: '50' },
    '3201000005': { org_id: 'west', is_temporary: 'true', temp_until: '2026-05-01' },
  });
  await running.at(night);
  await running.at(morning);
  const [right, wrong] = [await found('3201000001'), await found('3201000002')];
  expect(await found('3201000003')).toBeUndefined();
  const { rows } = (await running.as('sunli').get('/api/audits')).body;
  expect(rows[0]).toMatchObject({ night: '2026-06-11', status: 'done', by: { id: 'system' } });

  await using visitor = await visit({
    browser,
    origin: running.origin,
    now: morning,
    language: 'zh',
  });
  const { page, signIn, open, look } = visitor;
  await signIn('sunli');
  await page.getByRole('navigation').first().getByRole('link', { name: '稽查问题' }).click();
  await page.getByRole('combobox', { name: '对象' }).click();
  await page.getByTitle('导入的记录').click();
  const row = page.getByRole('row').filter({ hasText: '3201000001' }).filter({ hasText: 'A06' });
  await row.getByText('东区供电公司').or(row.getByText('用电户')).first().waitFor();
  await look('record-findings-zh-light');
  await open(`/findings/${right.id}`);
  await page.getByRole('region', { name: '记录现状' }).getByText('3201000001').waitFor();
  await look('record-finding-zh-light');

  await bring({ '3201000001': { area_id: 'T01' } });
  await handles(right);
  await handles(wrong);
  await open(`/findings/${right.id}`);
  await page.getByRole('region', { name: '规则复查' }).getByText('不再命中').waitFor();
  await works('sunli', right.rectification_id, { data: { typical: true } });
  expect(await found('3201000001')).toMatchObject({ status: 'closed' });

  await open(`/findings/${wrong.id}`);
  await page.getByRole('region', { name: '规则复查' }).getByText('仍然命中').waitFor();
  expect(await found('3201000002')).toMatchObject({ status: 'confirmed' });
  const handling = await running.as('sunli').get(`/api/cases/${wrong.rectification_id}`);
  expect(handling.body).toMatchObject({ tasks: [{ step: { id: 'rectify' } }] });
  await look('record-recheck-zh-light');

  await page.getByRole('button', { name: '加入白名单' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '理由' }).fill('台区割接，月底前完成');
  await dialog.getByRole('textbox', { name: '截止日期' }).fill('2026-06-30');
  await dialog.getByRole('textbox', { name: '截止日期' }).press('Enter');
  await look('record-exempt-zh-light');
  await dialog.getByRole('button', { name: /加\s?入/ }).click();
  await page.getByText('2026-06-30').waitFor();

  // What the next audit holds back opens the very entry.
  const again = await running.as('sunli').post('/api/audits', { records: ['account'] });
  await open(`/audits/${again.body.run.id}?rule=A06`);
  await page.getByRole('link', { name: '3201000002', exact: true }).click();
  await page.getByText('所选的一项').waitFor();
  await page.getByRole('cell', { name: /台区割接/ }).waitFor();
  expect(await page.getByRole('row').count()).toBe(2);
  await look('record-exempt-one-zh-light');

  await page.getByRole('navigation').first().getByRole('link', { name: '典型问题' }).click();
  await page
    .getByRole('link', { name: /档案|台区|A06|关系/ })
    .first()
    .waitFor();
  await look('typical-problems-zh-light');
  await page.keyboard.press('Tab');
  await page.getByRole('radiogroup', { name: '按' }).getByText('根本原因').click();
  await page.getByRole('link', { name: /工作疏忽/ }).click();
  await page.getByRole('heading', { level: 1, name: '稽查问题' }).waitFor();
  await page.getByRole('row').filter({ hasText: '3201000002' }).waitFor();
  expect(running.complaints).toEqual([]);
});

test('typical problems in English and in the dark', async () => {
  await using visitor = await visit({
    browser,
    origin: running.origin,
    now: morning,
    language: 'en',
    theme: 'dark',
  });
  await visitor.signIn('sunli');
  await visitor.open('/typical-problems?by=unit');
  await visitor.page.getByRole('heading', { level: 1, name: 'Typical problems' }).waitFor();
  await visitor.look('typical-problems-en-dark');
  await visitor.open(`/findings/${(await found('3201000002')).id}`);
  await visitor.page.getByRole('region', { name: 'Recheck by the rule' }).waitFor();
  await visitor.look('record-finding-en-dark');
  expect(running.complaints).toEqual([]);
});
