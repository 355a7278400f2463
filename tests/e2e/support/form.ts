/** Fills a generated form by the names of its facts, as a person reads them. */
import type { Locator, Page } from 'playwright-core';
import type { Client } from './client.ts';

type Value = string | number | boolean;

interface Option {
  value: string;
  name: { zh: string };
}

interface Field {
  id: string;
  readonly: boolean;
  fact: { name: { zh: string }; type: string; options?: Option[] };
}

/** The fields of a task as the API describes them. */
export async function fieldsOfTask(client: Client, id: string): Promise<Field[]> {
  return (await client.get(`/api/tasks/${id}`)).body.fields;
}

/** The fields of the form that opens a case of a flow. */
export async function fieldsOfStart(client: Client, flow: string): Promise<Field[]> {
  const { rows } = (await client.get('/api/openable')).body;
  return rows.find((row: { flow: { id: string } }) => row.flow.id === flow).fields;
}

/** Enters each value; one without a field, and a field without its control, fail. */
export async function fillForm(
  page: Page,
  fields: readonly Field[],
  values: Record<string, Value>,
): Promise<void> {
  for (const [id, value] of Object.entries(values)) {
    const field = fields.find((one) => one.id === id && !one.readonly);
    if (field === undefined) throw new Error(`the form does not ask for ${id}`);
    await enter(page, field, value);
  }
}

async function enter(page: Page, { fact }: Field, value: Value): Promise<void> {
  const name = new RegExp(`^${fact.name.zh}`);
  const words = wordsFor(fact.options ?? [], value);
  const group = page.getByRole('radiogroup', { name });
  const list = page.getByRole('combobox', { name });
  const control = page.getByRole('textbox', { name }).or(page.getByRole('spinbutton', { name }));
  await group.or(list).or(control).first().waitFor();
  if (await group.isVisible()) return group.getByRole('radio', { name: words }).check();
  if (await list.isVisible()) return choose(page, list, words);
  await control.fill(words);
  if (fact.type.startsWith('date')) await control.press('Enter');
}

/** By the keyboard: typing narrows the list, Enter takes what is left. */
async function choose(page: Page, list: Locator, words: string): Promise<void> {
  await list.click();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

function wordsFor(options: readonly Option[], value: Value): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  return options.find((one) => one.value === value)?.name.zh ?? String(value);
}
