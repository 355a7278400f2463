/** What an auditor and a supervisor see of a task that was left too long. */
import { expect } from 'vitest';
import type { Visitor } from '../support/visitor.ts';

/** Finds the finding in the list, reads why, and opens the rectification that it started. */
export async function followsFinding(
  { page, look }: Visitor,
  { rule, customer }: { rule: string; customer: string },
): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: '稽查问题' }).click();
  const row = page.getByRole('row').filter({ hasText: rule }).filter({ hasText: customer });
  await row.waitFor();
  await look('journey-findings');
  await row.getByRole('link', { name: new RegExp(rule) }).click();
  await page.getByRole('heading', { level: 1, name: /已用 2 工作日，超过时限/ }).waitFor();
  await page.getByRole('region', { name: '为什么' }).getByText('超时').first().waitFor();
  await look('journey-finding');
  const region = page.getByRole('region', { name: '整改要求' });
  await region.getByRole('link').click();
  await page.getByText('稽查问题整改').first().waitFor();
  await page
    .getByRole('region', { name: '当前任务' })
    .getByRole('link', { name: '初判' })
    .waitFor();
  await look('journey-rectification');
}

/** The score of the card of the county's team, as it is shown. */
export async function readsScore({ page, look }: Visitor, name: string): Promise<number> {
  await page.getByRole('navigation').getByRole('link', { name: '绩效' }).click();
  await page.getByRole('link', { name: '东湖高压业扩班月度绩效卡' }).click();
  await page.getByRole('heading', { level: 1, name: '东湖高压业扩班月度绩效卡' }).waitFor();
  const score = page.locator('dl').getByRole('definition').first();
  await page.getByText('2026-04', { exact: true }).waitFor();
  await look(name);
  return Number(await score.textContent());
}

/** From a figure to the records it is made of, to the late case, to what happened in it. */
export async function opensFigureDown(
  { page, look }: Visitor,
  { indicator, customer }: { indicator: string; customer: string },
): Promise<void> {
  const item = page.getByRole('row').filter({ hasText: indicator });
  await item.getByRole('link', { name: /%$/ }).click();
  await page.getByRole('heading', { level: 1, name: '环节及时率' }).waitFor();
  await look('journey-records');
  const against = page.getByRole('row').filter({ hasText: '不符合' });
  await expect.poll(() => against.count()).toBe(1);
  await against.getByRole('link', { name: new RegExp(customer) }).click();
  await page.getByRole('heading', { level: 1, name: customer }).waitFor();
  await page.getByRole('tab', { name: /时间线/, selected: true }).waitFor();
  const entries = page.getByRole('tabpanel', { name: /时间线/ }).getByRole('listitem');
  await entries.filter({ hasText: '李娜' }).filter({ hasText: '受理' }).first().waitFor();
  await look('journey-late-case');
}
