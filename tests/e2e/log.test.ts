/**
 * Real event logs, imported from the command line: the figures that an independent reader computed
 * (README of the shared data) by the API and on screen, and a finding that opens to its case.
 */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { clientOf } from './support/client.ts';
import { dataFolder, flowmeter, startProcess } from './support/process.ts';
import { visit } from './support/visitor.ts';

const logs = [
  {
    id: 'receipt',
    file: 'receipt.xes.gz',
    figures: { cases: 1434, events: 8577, activities: 27, variants: 116 },
    durations: { median_seconds: 2869, mean_seconds: 467_264 },
    top_variants: [713, 123, 116, 115, 75],
    largest_wait: {
      from: 'T05 Print and send confirmation of receipt',
      to: 'T06 Determine necessity of stop advice',
      count: 791,
    },
  },
  {
    id: 'bpic2013',
    file: 'bpic2013-closed.xes.gz',
    figures: { cases: 1487, events: 6660, activities: 4, variants: 183 },
    durations: { median_seconds: 7_086_718, mean_seconds: 15_455_653 },
    top_variants: [493, 230, 142, 95, 67],
    largest_wait: { from: 'Accepted', to: 'Accepted', count: 1882 },
  },
  {
    id: 'helpdesk',
    file: 'helpdesk.xes.gz',
    figures: { cases: 4580, events: 21_348, activities: 14, variants: 226 },
    durations: { median_seconds: 3_443_836, mean_seconds: 3_530_166 },
    top_variants: [2366, 552, 228, 213, 164],
    largest_wait: { from: 'Resolve ticket', to: 'Closed', count: 4558 },
  },
];

const grouped = new Intl.NumberFormat('zh-CN');

test('imported logs say what an independent reader says, and findings in them open to their cases', async () => {
  using data = dataFolder();
  for (const { id, file, figures } of logs) {
    const path = fileURLToPath(new URL(`../../../shared/data/logs/${file}`, import.meta.url));
    const { status, output } = flowmeter(data.path, 'import-log', path, '--as', id);
    expect(output).toContain(`${figures.cases} 个案件，${figures.events} 个事件`);
    expect(status).toBe(0);
  }

  await using product = await startProcess(data.path, false);
  const sunli = clientOf(product.origin, 'sunli');
  for (const { id, figures, durations, top_variants, largest_wait } of logs) {
    const { body: log } = await sunli.get(`/api/logs/${id}`);
    expect(log).toMatchObject({ ...figures, ...durations, largest_wait });
    expect(log.top_variants.slice(0, 5)).toEqual(top_variants);
    const { rows } = (await sunli.get(`/api/indicators?log=${id}`)).body;
    const values = valuesOf(rows);
    expect(values).toMatchObject({ LOG_CASES: figures.cases, LOG_EVENTS: figures.events });
    expect(values['LOG_MEAN']).toBe(durations.mean_seconds);
    expect(values['LOG_MEDIAN']).toBe(durations.median_seconds);
  }

  await using browser = await launchBrowser();
  await using reader = await visit({ browser, origin: product.origin });
  const { page } = reader;
  await reader.signIn('sunli');
  await page.getByRole('navigation').getByRole('link', { name: '导入日志' }).click();
  await page.getByRole('cell', { name: 'bpic2013-closed.xes.gz' }).waitFor();
  await reader.look('logs');
  const opens = (file: string) =>
    page.getByRole('row').filter({ hasText: file }).getByRole('link').click();
  for (const { id, file, figures, durations } of logs) {
    await opens(file);
    await page.getByRole('heading', { level: 1, name: id }).waitFor();
    const main = page.getByRole('main');
    for (const figure of Object.values(figures)) {
      await main.getByText(grouped.format(figure), { exact: true }).first().waitFor();
    }
    const median = `${grouped.format(durations.median_seconds)} 秒`;
    await main.getByRole('definition').filter({ hasText: median }).waitFor();
    await reader.look(`log-${id}`);
    await page.goBack();
  }

  await opens('receipt.xes.gz');
  const finding = page.getByRole('link', { name: /LOG02 拟稿与审查同人/ }).first();
  await finding.click();
  await page.getByRole('heading', { level: 1, name: '同一人既起草又审查了文件 X。' }).waitFor();
  await reader.look('log-finding');
  const link = page.getByRole('complementary').getByRole('link', { name: /^case-/ });
  const title = await link.innerText();
  await link.click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByText('T12 Check document X request unlicensed').first().waitFor();
  await reader.look('log-case');
});

function valuesOf(rows: { indicator: { id: string }; value: number }[]): Record<string, number> {
  return Object.fromEntries(rows.map(({ indicator, value }) => [indicator.id, value]));
}
