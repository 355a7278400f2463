/** Cells on the real clipboard, as a spreadsheet puts them there: as text and as HTML. */
import type { Page } from 'playwright-core';

/** A row of cells; a cell may say its HTML apart, e.g. a figure behind what is shown. */
export type SheetRow = readonly (string | { text: string; html: string })[];

/** Copied in another window of the same browser. */
export async function copyFromSpreadsheet(page: Page, rows: readonly SheetRow[]): Promise<void> {
  const window = await page.context().newPage();
  await window.evaluate(
    ([text, html]) => {
      document.addEventListener('copy', (event) => {
        event.preventDefault();
        event.clipboardData?.setData('text/plain', text);
        event.clipboardData?.setData('text/html', html);
      });
    },
    [textOf(rows), htmlOf(rows)] as const,
  );
  await window.keyboard.press('Control+C');
  await window.close();
}

function textOf(rows: readonly SheetRow[]): string {
  const cell = (said: SheetRow[number]) => {
    const text = typeof said === 'string' ? said : said.text;
    return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => `${row.map(cell).join('\t')}\r\n`).join('');
}

/** With the styles, comments and wrapped lines that such programs write around the cells. */
function htmlOf(rows: readonly SheetRow[]): string {
  const cell = (said: SheetRow[number]) =>
    typeof said === 'string'
      ? `  <td class=xl65 width=72\r\n  style='width:54pt'>${said}</td>`
      : said.html;
  const lines = rows.map(
    (row) => ` <tr height=19 style='height:14.4pt'>\r\n${row.map(cell).join('\r\n')}\r\n </tr>`,
  );
  return `<html xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><style><!--table {mso-displayed-thousand-separator:"\\,";} --></style></head>
<body link="#0563C1"><table border=0 cellpadding=0 style='border-collapse:collapse'>
<!--StartFragment--> <col width=72 span=2>
${lines.join('\r\n')}
<!--EndFragment--></table></body></html>`;
}
