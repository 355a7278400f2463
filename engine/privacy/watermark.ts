/** The mark that every exported file carries: who took it, when and for what, and its number in the register. */

export interface Watermark {
  /** Number in the register of exports. */
  id: string;
  by: string;
  at: string;
  /** Empty when it was not said. */
  purpose: string;
}

/** What a line of text that is no content begins with; whoever reads such a file leaves the line out. */
export const MARK = '#flowmeter-export';

/** One line, without anything that a table or a document would read as its own. */
export function markLine({ id, by, at, purpose }: Watermark): string {
  return [MARK, id, by, at, purpose].map(plain).join(' ').trim();
}

/** As a comment of XML, behind the declaration where there is one. */
export function markXml(xml: string, mark: Watermark): string {
  const end = /^<\?xml[^>]*\?>/.exec(xml)?.[0].length ?? 0;
  return `${xml.slice(0, end)}\n<!-- ${markLine(mark)} -->${xml.slice(end)}`;
}

/** A definition as a file: the mark stands first, and is no part of what the definition means. */
export function markDefinition(definition: object, mark: Watermark): string {
  const { $export: _, ...meaning } = definition as { $export?: unknown };
  return `${JSON.stringify({ $export: markLine(mark), ...meaning }, null, 2)}\n`;
}

/** As a last line of delimited text. */
export function markText(text: string, mark: Watermark): string {
  return `${text.replace(/\r?\n$/, '')}\r\n${markLine(mark)}\r\n`;
}

export function isMark(cell: string | undefined): boolean {
  return cell?.startsWith(MARK) ?? false;
}

function plain(text: string): string {
  return text.replaceAll(/[\s,;"<>&\t]+/g, ' ').replaceAll(/-{2,}/g, '-');
}
