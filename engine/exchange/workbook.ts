/**
 * The parts of a workbook (ECMA-376 SpreadsheetML) that a table needs, read as they stream by: relations,
 * the list of sheets, shared strings, number formats. Knows nothing of archives. Formulas are not computed.
 */
import type { Problem } from '../problem.ts';
import { createLeftOut, scopedHandlers, type Scope } from './scopes.ts';
import { createXmlReader, type XmlReader, type XmlTag } from './xml.ts';

/** Reads one part: text goes in, and when it is closed what was read is there. */
export interface PartReader<T> {
  write(text: string): Problem | undefined;
  close(): Problem | undefined;
  readonly value: T;
}

const limits = { depth: 64, elements: 3_000_000, characters: 24_000_000 };

/** What stands in a part beside what is read (fonts, colours, widths) says nothing of a table. */
export function partReader<T>(
  value: T,
  root: Scope['children'],
  strict?: (reader: XmlReader) => void,
) {
  const handlers = scopedHandlers(
    { children: root ?? {} },
    (uri) => MAIN.has(uri),
    createLeftOut(),
  );
  const reader = createXmlReader(handlers, limits);
  strict?.(reader);
  return { ...reader, value } satisfies PartReader<T>;
}

/** Transitional and strict. */
const MAIN: ReadonlySet<string> = new Set([
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  'http://purl.oclc.org/ooxml/spreadsheetml/main',
  'http://schemas.openxmlformats.org/package/2006/relationships',
]);

export interface Relation {
  id: string;
  /** The last word of its type: `worksheet`, `sharedStrings`, `styles`, `officeDocument`. */
  type: string;
  target: string;
  isOutside: boolean;
}

export function relationsReader(): PartReader<Relation[]> {
  const relations: Relation[] = [];
  return partReader(relations, {
    Relationships: () => ({
      children: {
        Relationship: (tag) => {
          relations.push({
            id: said(tag, 'Id'),
            type: said(tag, 'Type').split('/').at(-1) ?? '',
            target: said(tag, 'Target'),
            isOutside: said(tag, 'TargetMode') === 'External',
          });
          return {};
        },
      },
    }),
  });
}

export interface SheetName {
  name: string;
  /** Of its relation. */
  relation: string;
  isHidden: boolean;
}

export interface Workbook {
  sheets: SheetName[];
  /** Days are counted from 1904. */
  from1904: boolean;
}

export function workbookReader(): PartReader<Workbook> {
  const workbook: Workbook = { sheets: [], from1904: false };
  return partReader(workbook, {
    workbook: () => ({
      children: {
        workbookPr: (tag) => {
          workbook.from1904 = ['1', 'true'].includes(said(tag, 'date1904'));
          return {};
        },
        sheets: () => ({
          children: {
            sheet: (tag) => {
              const relation = tag.attributes.find(
                ({ local, uri }) => local === 'id' && uri !== '',
              );
              workbook.sheets.push({
                name: said(tag, 'name'),
                relation: relation?.value ?? '',
                isHidden: !['', 'visible'].includes(said(tag, 'state')),
              });
              return {};
            },
          },
        }),
      },
    }),
  });
}

/** Shared strings: runs of one string are put together, readings beside characters (`rPh`) left out. */
export function stringsReader(): PartReader<string[]> {
  const strings: string[] = [];
  return partReader(strings, {
    sst: () => ({ children: { si: () => richText((text) => void strings.push(text)) } }),
  });
}

/** A string that may consist of runs. */
export function richText(take: (text: string) => void): Scope {
  const parts: string[] = [];
  const text = (): Scope => ({ text: (part) => void parts.push(unescaped(part)) });
  return {
    children: { t: text, r: () => ({ children: { t: text } }) },
    ended: () => take(parts.join('')),
  };
}

/** `_x000D_`: characters that XML cannot hold (22.9.2.19). */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** What a number is shown as, by the index of its cell's format. */
export type Shown = 'number' | 'date' | 'datetime' | 'time';

export function formatsReader(): PartReader<Shown[]> {
  const formats: Shown[] = [];
  const codes = new Map<number, string>();
  return partReader(formats, {
    styleSheet: () => ({
      children: {
        numFmts: () => ({
          children: {
            numFmt: (tag) => {
              codes.set(Number(said(tag, 'numFmtId')), said(tag, 'formatCode'));
              return {};
            },
          },
        }),
        cellXfs: () => ({
          children: {
            xf: (tag) => {
              const id = Number(said(tag, 'numFmtId') || '0');
              formats.push(shownBy(id, codes.get(id)));
              return {};
            },
          },
        }),
      },
    }),
  });
}

/** Built-in formats of dates and times (18.8.30), those of East Asia with them: first, last, what. */
const builtin: readonly (readonly [number, number, Shown])[] = [
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'datetime'],
  [27, 31, 'date'],
  [32, 35, 'time'],
  [36, 36, 'date'],
  [45, 47, 'time'],
  [50, 58, 'date'],
];

function shownBy(id: number, code: string | undefined): Shown {
  if (code !== undefined) return shownByCode(code);
  return builtin.find(([first, last]) => id >= first && id <= last)?.[2] ?? 'number';
}

/** Without colours, locales and text in quotes: are there letters of days, of hours? */
function shownByCode(code: string): Shown {
  const plain = code.slice(0, 255).replaceAll(/"[^"]*"|\\.|_.|\[(?![hms]+\])[^\]]*\]/gi, '');
  const hasDays = /[yd]/i.test(plain);
  const hasHours = /[hs]/i.test(plain);
  if (hasDays) return hasHours ? 'datetime' : 'date';
  return hasHours ? 'time' : 'number';
}

export function said(tag: XmlTag, name: string): string {
  return tag.attributes.find(({ local, uri }) => local === name && uri === '')?.value ?? '';
}
