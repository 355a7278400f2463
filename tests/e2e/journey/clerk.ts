/** What a clerk does at the screen: opens a case, takes a task from the pool, works on it. */
import { expect } from 'vitest';
import { application, entriesAt } from '../support/connection-case.ts';
import { fieldsOfStart, fieldsOfTask, fillForm } from '../support/form.ts';
import type { Product } from '../support/product.ts';
import { idIn, type Visitor } from '../support/visitor.ts';

/** Opens an ordinary case from the home screen; its id. */
export async function opensCase(
  { page, look }: Visitor,
  product: Product,
  customer: string,
): Promise<string> {
  await look('journey-home');
  await page.getByRole('link', { name: '新开案件' }).click();
  await page.getByRole('heading', { level: 1, name: '新开案件' }).waitFor();
  const fields = await fieldsOfStart(product.as('lina'), 'hv_new');
  await fillForm(page, fields, application(customer, product.now()));
  await look('journey-new-case');
  await page.getByRole('button', { name: '开案', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: customer }).waitFor();
  await look('journey-case');
  return idIn(page.url());
}

interface Work {
  /** The customer and the step's name. */
  title: string;
  step: { id: string; name: string };
  /** The name of the button that ends it. */
  way: string;
}

/** Takes a task from the pool, fills in its form and ends it. */
export async function doesTask(
  { page, look, at }: Visitor,
  product: Product,
  account: string,
  { title, step, way }: Work,
): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: '待办' }).click();
  await page.getByRole('radiogroup', { name: '任务范围' }).getByText('待签收').click();
  await page.getByRole('link', { name: `${title} ${step.name}` }).click();
  await page.getByRole('heading', { level: 1, name: step.name }).waitFor();
  await look(`journey-task-${step.id}`);
  await page.getByRole('button', { name: '签收任务' }).click();
  const send = page.getByRole('button', { name: way, exact: true });
  await send.waitFor();
  await product.pass(30 * 60_000);
  await at(product.now());
  const client = product.as(account);
  const mine = (await client.get('/api/tasks?box=mine')).body.rows;
  const task = mine.find((one: { title: string }) => one.title === title);
  expect(task.step.id).toBe(step.id);
  await fillForm(page, await fieldsOfTask(client, task.id), entriesAt(step.id, product.now()));
  await look(`journey-form-${step.id}`);
  await send.click();
  await page.getByText(`“${step.name}”已办结`).waitFor();
}
