import type { Locator } from 'playwright-core';

/** Into a grid, as if it had been copied in a spreadsheet. */
export async function pasteInto(grid: Locator, text: string): Promise<void> {
  await grid.evaluate((frame, copied) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', copied);
    const options = { clipboardData, bubbles: true, cancelable: true };
    frame.dispatchEvent(new ClipboardEvent('paste', options));
  }, text);
}
