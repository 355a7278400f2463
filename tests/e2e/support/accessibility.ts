/** What axe-core finds on a page as it is shown. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Every rule for WCAG 2.2 up to AA and the good practices, also those that axe leaves off by itself. */
const options: axe.RunOptions = {
  resultTypes: ['violations'],
  rules: { 'target-size': { enabled: true } },
};

/** One line for each element that breaks a rule; none when all is well. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Through the debugger, not as a script of the page: the page's policy takes no foreign script.
  await page.evaluate(`globalThis.axe === undefined && (() => { ${axe.source} })()`);
  const found = await page.evaluate(
    (how) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, how),
    options,
  );
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const why = (failureSummary ?? '').split('\n').slice(1).join('; ').trim();
      return `${id}: ${help} [${target.join(' ')}] ${why}`;
    }),
  );
}
