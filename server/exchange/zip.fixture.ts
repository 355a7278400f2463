/** Archives for tests, honest and lying. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: string;
  content: Uint8Array | string;
  /** What the headers claim instead of the truth. */
  size?: number;
  encrypted?: boolean;
}

/** A zip archive of these parts, each deflated. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const packed = deflateRawSync(part.content);
    const name = Buffer.from(part.name);
    const fields = fieldsOf(part, packed, name.length);
    const local = Buffer.concat([word(0x04034b50), fields, name, packed]);
    directory.push(
      Buffer.concat([word(0x02014b50), half(20), fields, Buffer.alloc(10), word(offset), name]),
    );
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.concat([
    word(0x06054b50),
    Buffer.alloc(4),
    half(parts.length),
    half(parts.length),
    word(central.length),
    word(offset),
    half(0),
  ]);
  return Buffer.concat([...bodies, central, end]);
}

/** What stands in both headers: version, flags, method, time, checksum, sizes, lengths. */
function fieldsOf(
  { content, size, encrypted }: ZipPart,
  packed: Buffer,
  nameLength: number,
): Buffer {
  const bytes = Buffer.from(content as string);
  return Buffer.concat([
    half(20),
    half(0x800 + (encrypted === true ? 1 : 0)),
    half(8),
    Buffer.alloc(4),
    word(crc32(bytes)),
    word(packed.length),
    word(size ?? bytes.length),
    half(nameLength),
    half(0),
  ]);
}

function half(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface Sheetlike {
  /** What stands within `worksheet`. */
  sheet: string;
  strings?: string;
  styles?: string;
  target?: string;
  date1904?: boolean;
}

const relation = (id: string, type: string, to: string) =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${to}"/>`;

const rels = (...all: string[]) =>
  `<Relationships xmlns="${PACKAGE}">${all.join('')}</Relationships>`;

/** The parts of a workbook of one sheet. */
export function workbookParts({ sheet, strings, styles, target, date1904 }: Sheetlike): ZipPart[] {
  return [
    { name: '_rels/.rels', content: rels(relation('r1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="${date1904 === true ? 1 : 0}"/><sheets><sheet name="Rates" sheetId="1" r:id="r1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: rels(
        relation('r1', 'worksheet', target ?? 'worksheets/sheet1.xml'),
        relation('r2', 'sharedStrings', 'sharedStrings.xml'),
        relation('r3', 'styles', 'styles.xml'),
      ),
    },
    { name: 'xl/sharedStrings.xml', content: `<sst xmlns="${MAIN}">${strings ?? ''}</sst>` },
    { name: 'xl/styles.xml', content: `<styleSheet xmlns="${MAIN}">${styles ?? ''}</styleSheet>` },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet xmlns="${MAIN}">${sheet}</worksheet>`,
    },
  ];
}

/** A workbook of one sheet, its cells given as they stand in XML. */
export function workbookOf(sheet: Sheetlike): Buffer {
  return zipOf(workbookParts(sheet));
}

/** Cells of text, row by row. */
export function textRows(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => {
    const all = row.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`);
    return `<row>${all.join('')}</row>`;
  });
  return `<sheetData>${cells.join('')}</sheetData>`;
}
