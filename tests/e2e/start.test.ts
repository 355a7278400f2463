/** The product as an operator meets it: it starts, says where it is, stops in order, keeps its data. */
import { expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { clientOf } from './support/client.ts';
import { openOrdinaryCase } from './support/connection-case.ts';
import { dataFolder, startProcess } from './support/process.ts';
import { visit } from './support/visitor.ts';

const seconds = 1000;

test('starts with its demonstration, stops within ten seconds, and starts again with its data', async () => {
  using data = dataFolder();
  const first = await startProcess(data.path, true);
  expect(first.greeting).toContain(first.origin);
  expect(first.greeting).toMatch(/zhouqi.*owner/);
  expect(first.greeting).toMatch(/sunli.*auditor/);

  for (const path of ['/health/live', '/health/ready']) {
    expect(await fetch(first.origin + path)).toMatchObject({
      status: 200,
      url: first.origin + path,
    });
  }
  const described = await (await fetch(`${first.origin}/api/openapi.json`)).json();
  expect(described).toMatchObject({ openapi: '3.1.0' });
  expect(Object.keys(described.paths)).toEqual(
    expect.arrayContaining(['/api/tasks/{id}/complete', '/api/changes/{id}/approve']),
  );

  await using browser = await launchBrowser();
  await using reader = await visit({ browser, origin: first.origin });
  await reader.open('/api/docs');
  await reader.page.getByRole('heading', { name: /Flowmeter 精流/ }).waitFor();
  await reader.page.getByText('/api/tasks/{id}/complete').waitFor();

  const opened = await openOrdinaryCase(clientOf(first.origin, 'lina'), '江州恒远机械有限公司');
  const { code, ms } = await first.stop();
  expect(code).toBe(0);
  expect(ms).toBeLessThan(10 * seconds);

  const second = await startProcess(data.path, true);
  expect(second.startedIn).toBeLessThan(10 * seconds);
  const kept = await clientOf(second.origin, 'lina').get(`/api/cases/${opened}`);
  expect(kept.body).toMatchObject({ id: opened, title: '江州恒远机械有限公司', status: 'open' });
  expect((await second.stop()).code).toBe(0);
});
