/** What a process owner does: changes a flow on the canvas, is stopped by an error, proposes. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Visitor } from '../support/visitor.ts';

interface Names {
  zh: string;
  en: string;
}

export interface Insertion {
  /** The step that the new decision comes after. */
  after: string;
  decision: Names;
  /** Where it leads when a fact has a value, and otherwise; with the names of the two routes. */
  when: { fact: string; value: string; to: string; name: Names };
  otherwise: { to: string; name: Names };
}

/** Begins a draft of the flow from the list of flows. */
export async function beginsDraft({ page, look }: Visitor, flow: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: '流程' }).click();
  await look('journey-flows');
  await page.getByRole('link', { name: flow }).click();
  await page.getByRole('heading', { level: 1, name: flow }).waitFor();
  await look('journey-flow');
  await page.getByRole('button', { name: `修改流程“${flow}”` }).click();
  await page.getByRole('button', { name: '提交变更' }).waitFor();
  await page.getByText('检查通过').waitFor();
  await look('journey-draft');
}

/** Puts a decision on the way on from a step, and gives it a second way with a condition. */
export async function insertsDecision(
  { page, look }: Visitor,
  { after, decision, when, otherwise }: Insertion,
): Promise<void> {
  await page.getByRole('button', { name: '大纲' }).click();
  await choosesStep(page, after);
  await canvasOf(page).press('n');
  await chooses(page, '插入环节', '判断');
  const name = page.getByRole('textbox', { name: '环节名称' });
  await name.fill(decision.zh);
  await name.press('Enter');
  await outlineOf(page).getByRole('button', { name: decision.zh }).waitFor();
  await canvasOf(page).press('c');
  await chooses(page, '连接到', when.to);

  // Beside the canvas the new way is open, and wants a condition.
  const side = page.getByRole('complementary', { name: '属性' });
  await side.getByRole('textbox', { name: '名称（英文）' }).first().fill(decision.en);
  await page.getByText('1 个错误').waitFor();
  await look('journey-inserted');
  await names(side, when.name);
  const condition = side.getByRole('group', { name: '条件', exact: true });
  await condition.getByRole('button', { name: '条件', exact: true }).click();
  await page.keyboard.type(when.fact);
  await page.keyboard.press('Enter');
  await condition.getByText(`当 ${when.fact} = ${when.value}`).waitFor();
  await side.getByRole('button', { name: `2 ${otherwise.to}` }).click();
  await names(side, otherwise.name);
  await page.getByText('检查通过').waitFor();
  await look('journey-condition');
}

/** Of the route whose card is open; only one is. */
async function names(side: Locator, { zh, en }: Names): Promise<void> {
  await side.getByRole('textbox', { name: '名称（中文）' }).last().fill(zh);
  await side.getByRole('textbox', { name: '名称（英文）' }).last().fill(en);
}

/** Takes a step's way on, so that the end cannot be reached; is told why, and where; takes it back. */
export async function isStopped(
  { page, look }: Visitor,
  { step, why }: { step: string; why: RegExp },
): Promise<void> {
  await choosesStep(page, step);
  await canvasOf(page).press('l');
  await canvasOf(page).press('Delete');
  await page
    .getByText(/\d+ 个错误/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: '提交变更' }).click();
  const dialog = page.getByRole('dialog', { name: '提交变更' });
  await dialog.getByText(/改正后才能提交/).waitFor();
  expect(await dialog.getByRole('button', { name: '提交审批' }).isDisabled()).toBe(true);
  await look('journey-cannot-propose');
  await dialog.getByRole('button', { name: '查看错误' }).click();
  const problems = page.getByRole('region', { name: '问题' });
  const problem = problems.getByRole('button', { name: why }).first();
  await problem.waitFor();
  await look('journey-problems');
  await problem.click();
  await page.getByRole('button', { name: /^撤销/ }).click();
  await page.getByText('检查通过').waitFor();
}

/** Says what the change is for and hands it to the auditors. */
export async function proposes(
  { page, look }: Visitor,
  { title, reason }: { title: string; reason: string },
): Promise<void> {
  await page.getByRole('button', { name: '提交变更' }).click();
  const dialog = page.getByRole('dialog', { name: '提交变更' });
  await dialog.getByRole('textbox', { name: '标题' }).fill(title);
  await dialog.getByRole('textbox', { name: '原因' }).fill(reason);
  await look('journey-proposing');
  await dialog.getByRole('button', { name: '提交审批' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

function canvasOf(page: Page) {
  return page.getByRole('application', { name: /的画布$/ });
}

function outlineOf(page: Page) {
  return page.getByRole('navigation', { name: '大纲' });
}

async function choosesStep(page: Page, name: string): Promise<void> {
  const entry = outlineOf(page).getByRole('button', { name, exact: true });
  await entry.click();
  await expect.poll(() => entry.getAttribute('aria-current')).toBe('step');
}

/** From a list that can be searched: what is typed narrows it, Enter takes the first. */
async function chooses(page: Page, list: RegExp | string, words: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: list });
  await dialog.getByRole('combobox').fill(words);
  await dialog.getByRole('combobox').press('Enter');
  await dialog.waitFor({ state: 'hidden' });
}
