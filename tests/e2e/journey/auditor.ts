/** What an auditor does with a proposed change, and what its author cannot. */
import { expect } from 'vitest';
import type { Visitor } from '../support/visitor.ts';

interface Proposed {
  title: string;
  /** Some of what is different, in words. */
  sentences: RegExp[];
  /** The name of a step that is new. */
  added: string;
}

/** Reads what is different, in sentences and on the canvas, and approves. */
export async function approves(
  { page, look }: Visitor,
  { title, sentences, added }: Proposed,
): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: '变更' }).click();
  await page.getByRole('row').filter({ hasText: title }).getByRole('link', { name: title }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  const differences = page.getByRole('tabpanel', { name: /差异/ });
  for (const sentence of sentences) {
    await differences.getByRole('button', { name: sentence }).waitFor();
  }
  await look('journey-review');

  // From the sentence to its place on the canvas, marked as new.
  await differences.getByRole('button', { name: new RegExp(`新增.*“${added}”`) }).click();
  const canvas = page.getByRole('region', { name: '流程图' });
  await expect.poll(() => canvas.getByText(added, { exact: true }).first().isVisible()).toBe(true);
  await canvas.getByText('新增 1 处').waitFor();
  await look('journey-review-canvas');
  await page.getByText('新旧并排').click();
  await look('journey-review-side-by-side');
  await page.getByRole('tab', { name: /证据/ }).click();
  await look('journey-review-evidence');

  await page.getByRole('textbox', { name: '审批意见' }).fill('差异与预期一致，同意。');
  await page.getByRole('button', { name: '批准' }).click();
  await page.getByText('已生效').first().waitFor();
  await look('journey-approved');
}

/** The author sees the proposal and no way to approve it. */
export async function seesNoApproval({ page, look }: Visitor, title: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page
    .getByRole('region', { name: '审批' })
    .getByText(/须由未参与的稽查员审批/)
    .waitFor();
  expect(await page.getByRole('button', { name: '批准' }).count()).toBe(0);
  await look('journey-proposed');
}
