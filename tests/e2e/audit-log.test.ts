/** An auditor looks for a denial, opens it, has the log verified, and takes it away to verify it elsewhere. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyCommand } from '@flowmeter/verify/command.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { visit } from './support/visitor.ts';

const now = '2026-03-02T09:00:00+08:00';

let running: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let folder: string;

beforeAll(async () => {
  running = await startProduct(now);
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'flowmeter-bundle-'));
  // A clerk asks for what clerks may not see.
  await running.as('lina').get('/api/changes');
  await running.pass(61_000);
});

afterAll(async () => {
  await browser.close();
  await running[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

test('filtered, opened, verified; checkpoints and the bundle taken away', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now: running.now() });
  const { page, open, signIn, look } = visitor;
  await signIn('sunli');
  await open('/audit-log?result=denied');
  const denied = page.getByRole('row', { name: /李娜.*查看变更.*拒绝/ });
  await denied.waitFor();
  await look('audit-log-denied');
  await denied.getByRole('button', { name: /详情/ }).click();
  const dialog = page.getByRole('dialog', { name: /审计条目/ });
  await dialog.getByText('权限表版本').waitFor();
  await look('audit-log-entry');
  await dialog.getByRole('button', { name: /关闭|Close/ }).click();

  await page.getByRole('button', { name: '校验日志' }).click();
  await page.getByText(/日志完整/).waitFor();
  await page.getByRole('tab', { name: '检查点' }).click();
  await page.getByText('请将检查点保存到本系统之外').waitFor();
  await look('audit-log-checkpoints');

  const take = async (name: string, click: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent('download'), click()]);
    return keep(download, name);
  };
  const kept = await take('kept.json', () =>
    page
      .getByRole('link', { name: /下载检查点/ })
      .first()
      .click(),
  );
  const keys = await take('keys.json', () => page.getByRole('link', { name: '下载公钥' }).click());
  await page.getByRole('button', { name: '导出证据包' }).click();
  const asking = page.getByRole('dialog', { name: /^导出/ });
  await asking.getByLabel('用途（可不填）').fill('季度稽查取证');
  await look('audit-log-take');
  const bundle = await take('bundle.jsonl', () =>
    asking.getByRole('button', { name: '导出' }).click(),
  );
  const { body } = await running.as('sunli').get('/api/exports');
  expect(body.rows[0]).toMatchObject({ what: 'audit_log', purpose: '季度稽查取证' });
  const said: string[] = [];
  const print = (words: string) => void said.push(words);
  const line = [bundle, '--keys', keys, '--last-checkpoint', kept];
  const exit = await verifyCommand(line, { out: print, err: print });
  expect({ exit, said: said.at(-1) }).toEqual({ exit: 0, said: 'Valid (exit code 0)' });
  expect(visitor.complaints).toEqual([]);
});

test('a clerk sees what they did, and nothing to take away', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now: running.now() });
  const { page, open, signIn } = visitor;
  await signIn('lina');
  await open('/audit-log');
  await page.getByRole('row', { name: /李娜.*查看变更.*拒绝/ }).waitFor();
  expect(await page.getByRole('row', { name: /孙黎/ }).count()).toBe(0);
  expect(await page.getByRole('link', { name: '导出证据包' }).count()).toBe(0);
  expect(await page.getByRole('tab').count()).toBe(0);
});

test('in English, in the dark', async () => {
  const options = { browser, origin: running.origin, now: running.now() };
  await using visitor = await visit({ ...options, language: 'en', theme: 'dark' });
  await visitor.signIn('sunli');
  await visitor.open('/audit-log?tab=checkpoints');
  await visitor.page.getByText('Keep checkpoints outside this system').waitFor();
  await visitor.look('audit-log-checkpoints-dark');
  expect(visitor.complaints).toEqual([]);
});

async function keep(download: Download, name: string): Promise<string> {
  const file = join(folder, name);
  await download.saveAs(file);
  return file;
}
