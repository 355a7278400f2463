/**
 * XML from people we do not trust, element by element: no DOCTYPE and so no entities of its own, bounded
 * in depth, elements and characters. Nothing is kept but what the handlers keep.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { fill, problem, type Details, type Localized, type Problem } from '../problem.ts';

/** Counted from 1; of the last character of a tag. */
export interface XmlPlace {
  line: number;
  column: number;
}

export interface XmlTag {
  /** The name without its prefix, and the namespace it stands for. */
  local: string;
  uri: string;
  /** As it is written. */
  name: string;
  attributes: readonly { name: string; local: string; uri: string; value: string }[];
  place: XmlPlace;
}

export interface XmlHandlers {
  open(tag: XmlTag): void;
  close(): void;
  text(text: string): void;
}

export interface XmlLimits {
  depth: number;
  elements: number;
  characters: number;
}

export interface XmlReader {
  /** Takes the next piece of text; the answer is why nothing more is read, once that is so. */
  write(text: string): Problem | undefined;
  close(): Problem | undefined;
  /** Asked by handlers: read nothing more, because of this. */
  stop(reason: Localized): void;
}

/** saxes cannot be stopped within a piece, so pieces are short. */
const PIECE = 16_384;

export function createXmlReader(handlers: XmlHandlers, limits: XmlLimits): XmlReader {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const seen = { depth: 0, elements: 0, characters: 0 };
  let fault: Problem | undefined;

  function stop(reason: Localized): void {
    fault ??= unreadable(reason, linePlace({ line: parser.line, column: parser.column }));
  }

  parser.on('error', ({ message }) => stop(said(faults.not_xml, { reason: excerpt(message) })));
  parser.on('doctype', () => stop(faults.doctype));
  parser.on('opentag', (tag) => {
    seen.depth++;
    seen.elements++;
    if (seen.depth > limits.depth) stop(said(faults.too_deep, { limit: limits.depth }));
    if (seen.elements > limits.elements) stop(said(faults.too_many, { limit: limits.elements }));
    if (fault === undefined) handlers.open(tagOf(tag, parser));
  });
  parser.on('closetag', () => {
    seen.depth--;
    if (fault === undefined) handlers.close();
  });
  const text = (found: string) => {
    if (fault === undefined) handlers.text(found);
  };
  parser.on('text', text);
  parser.on('cdata', text);

  return {
    write(piece) {
      seen.characters += piece.length;
      if (seen.characters > limits.characters) {
        stop(said(faults.too_large, { limit: limits.characters }));
      }
      // saxes takes half a surrogate pair for one character; XML has no such text.
      if (!piece.isWellFormed()) stop(said(faults.not_xml, { reason: 'half a character' }));
      for (let at = 0; at < piece.length; at += PIECE) {
        if (fault !== undefined) break;
        parser.write(piece.slice(at, at + PIECE));
      }
      return fault;
    },
    close() {
      if (seen.elements === 0) stop(faults.empty);
      if (fault === undefined) parser.close();
      return fault;
    },
    stop,
  };
}

/** A whole text at once. */
export function readXml(
  text: string,
  handlers: XmlHandlers,
  limits: XmlLimits,
): Problem | undefined {
  const reader = createXmlReader(handlers, limits);
  return reader.write(text) ?? reader.close();
}

export const faults = {
  not_xml: { zh: '不是有效的 XML：{reason}', en: 'not valid XML: {reason}' },
  doctype: { zh: '不接受 DOCTYPE', en: 'a DOCTYPE is not accepted' },
  too_deep: { zh: '嵌套超过 {limit} 层', en: 'it nests deeper than {limit} elements' },
  too_many: { zh: '超过 {limit} 个元素', en: 'it has more than {limit} elements' },
  too_large: { zh: '超过 {limit} 个字符', en: 'it has more than {limit} characters' },
  empty: { zh: '没有内容', en: 'nothing is in it' },
} as const satisfies Record<string, Localized>;

export function unreadable(reason: Localized, place: Localized): Problem {
  return problem('exchange_unreadable', { reason, place });
}

export function linePlace({ line, column }: XmlPlace): Localized {
  return { zh: `第 ${line} 行第 ${column} 列`, en: `line ${line}, column ${column}` };
}

/** Words with the details put in place. */
export function said({ zh, en }: Localized, details: Details): Localized {
  return { zh: fill(zh, details), en: fill(en, details) };
}

/** The beginning of a text, short enough to be shown. */
export function excerpt(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79).toWellFormed()}…` : line;
}

function tagOf(tag: SaxesTagNS, { line, column }: XmlPlace): XmlTag {
  const { local, uri, name } = tag;
  return { local, uri, name, attributes: Object.values(tag.attributes), place: { line, column } };
}
