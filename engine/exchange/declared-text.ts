/** The text of an XML document from its bytes, in the encoding that it declares. */
import { failed, ok, type Localized, type Result } from '../problem.ts';
import { unreadable } from './xml.ts';

const MOST_BYTES = 16 * 2 ** 20;
const DECLARED =
  /^(?:\u00EF\u00BB\u00BF)?<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z][\w.-]{0,39})["']/;

/**
 * By its byte order mark, by `encoding` in the XML declaration, else UTF-8 (XML 1.0, appendix F). Bytes
 * that are not text of that encoding are a problem, never a replacement character.
 */
export function declaredText(bytes: Uint8Array): Result<string> {
  if (bytes.length > MOST_BYTES) return failed(unreadable(reasons.too_large, START));
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe;
  const swapped = bytes[0] === 0xfe && bytes[1] === 0xff;
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const label = marked ? 'utf-16le' : swapped ? 'utf-16be' : (DECLARED.exec(head)?.[1] ?? 'utf-8');
  try {
    return ok(new TextDecoder(label, { fatal: true }).decode(bytes));
  } catch {
    const { zh, en } = reasons.encoding;
    return failed(unreadable({ zh: `${zh}（${label}）`, en: `${en} (${label})` }, START));
  }
}

const START: Localized = { zh: '文件开头', en: 'at its beginning' };

const reasons = {
  too_large: { zh: '文件超过 16 MB', en: 'the file is larger than 16 MB' },
  encoding: { zh: '不是所声明编码的文字', en: 'it is not text in the encoding that it declares' },
} as const satisfies Record<string, Localized>;
