/**
 * A streaming reader of XES event logs (IEEE 1849, the XML serialization), one trace in memory at a time.
 *
 * Text goes in as it is decoded, cut anywhere; traces come out in the order of the file, and so do their
 * events: the standard makes that the order in which they were observed. What is wrong with one trace
 * refuses that trace and reading goes on; what is wrong with the file stops the reader.
 *
 * Left out, on purpose: attributes of the log itself, extensions, classifiers, and the defaults of
 * `global` (they say what every event has, not what one that lacks it means); attributes nested under
 * anything but a list or a container; attributes without a key or a value, and elements of other names.
 * Element names are matched without their namespace prefix. Of attributes with one key the last stays.
 */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import {
  closeInTrace,
  excerpt,
  finishTrace,
  openInTrace,
  openTrace,
  type OpenTrace,
  type TraceOptions,
  type TraceProblemCode,
  type XesPlace,
  type XesTrace,
} from './xes-trace.ts';

export type XesProblemCode =
  | TraceProblemCode
  | 'xes_event_outside_trace'
  | 'xes_not_xml'
  | 'xes_truncated'
  | 'xes_doctype_refused'
  | 'xes_no_log_element'
  | 'xes_too_deep'
  | 'xes_too_large';

/** Placed at the last character of the tag, or of what was wrong; for text outside `log`, at its end. */
export interface XesProblem extends XesPlace {
  code: XesProblemCode;
  details: Record<string, string | number>;
}

export type XesItem =
  | { kind: 'trace'; trace: XesTrace }
  /** A trace (with its first problem) or a loose event is left out; reading goes on. */
  | { kind: 'refused'; problem: XesProblem }
  /** The last item: nothing after this place can be read. */
  | { kind: 'stopped'; problem: XesProblem };

export interface XesOptions extends TraceOptions {
  /** Elements within elements; the standard needs 4 and nested attributes. Default 64. */
  maxDepth?: number;
  /** Elements in one trace. Default 1,000,000. */
  maxElements?: number;
  /** Characters of one trace, or between two tags outside one. Default 64 Mi; kept to within 64 Ki. */
  maxCharacters?: number;
}

export interface XesReader {
  /** Takes the next piece of text and answers what it completed. */
  write(text: string): XesItem[];
  /** Says that the text has ended; answers `stopped` if that was too early. */
  close(): XesItem[];
}

interface Reading {
  readonly parser: SaxesParser<{ xmlns: false; position: false }>;
  readonly options: XesOptions;
  items: XesItem[];
  /** Something but white space has come; the first element has come. */
  begun: boolean;
  sawRoot: boolean;
  trace: OpenTrace | undefined;
  /** Open elements, and how many of the innermost are left out. */
  depth: number;
  skipping: number;
  /** Traces begun, and where in the text the last one ended. */
  traces: number;
  endedAt: number;
  /** Elements since the trace began. */
  elements: number;
  /** Characters before the present piece, and before the piece from which something may be held. */
  received: number;
  heldFrom: number;
  closing: boolean;
  stopped: boolean;
}

/** saxes cannot be stopped within a piece, so pieces are short. */
const PIECE = 65_536;

export function createXesReader(options: XesOptions = {}): XesReader {
  const reading = begin(options);
  let half = '';
  return {
    write(text) {
      const whole = half + text;
      half = /[\uD800-\uDBFF]/.exec(whole.slice(-1))?.[0] ?? '';
      writeText(reading, half === '' ? whole : whole.slice(0, -1));
      return take(reading);
    },
    close() {
      reading.closing = true;
      if (half !== '') stop(reading, 'xes_truncated', { traces: reading.traces, reason: HALF });
      else if (!reading.stopped) reading.parser.close();
      reading.stopped = true;
      return take(reading);
    },
  };
}

const HALF = 'half a character';

function begin(options: XesOptions): Reading {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const reading: Reading = {
    parser,
    options,
    items: [],
    begun: false,
    sawRoot: false,
    trace: undefined,
    depth: 0,
    skipping: 0,
    traces: 0,
    endedAt: -1,
    elements: 0,
    received: 0,
    heldFrom: 0,
    closing: false,
    stopped: false,
  };
  parser.on('error', (error) => stopAtXmlError(reading, error.message));
  parser.on('doctype', () => stop(reading, 'xes_doctype_refused'));
  parser.on('opentag', (tag) => {
    if (!reading.stopped) openElement(reading, tag);
  });
  parser.on('closetag', () => {
    if (!reading.stopped) closeElement(reading);
  });
  return reading;
}

/** saxes takes half a surrogate pair and what follows for one character; XML has no such text. */
function writeText(reading: Reading, text: string): void {
  const lone = text.isWellFormed() ? text.length : text.search(/\p{Surrogate}/u);
  for (let at = 0; at < lone && !reading.stopped; at += PIECE) {
    writePiece(reading, text.slice(at, Math.min(at + PIECE, lone)));
  }
  if (lone < text.length) stop(reading, 'xes_not_xml', { traces: reading.traces, reason: HALF });
}

function writePiece(reading: Reading, piece: string): void {
  const limit = reading.options.maxCharacters ?? 64 * 1024 * 1024;
  if (!reading.begun) {
    const first = /[^\s\uFEFF]/.exec(piece);
    reading.begun = first !== null;
    if (first !== null && first[0] !== '<') {
      stopAtFirst(reading, piece.slice(0, first.index));
      return;
    }
  }
  reading.parser.write(piece);
  reading.received += piece.length;
  if (reading.received - reading.heldFrom > limit) {
    stop(reading, 'xes_too_large', { characters: limit });
  }
}

/** saxes would read on to the next tag and name that place. */
function stopAtFirst(reading: Reading, before: string): void {
  reading.parser.write(before);
  stop(reading, 'xes_not_xml', { traces: 0, reason: 'begins without a tag' });
}

function take(reading: Reading): XesItem[] {
  const { items } = reading;
  reading.items = [];
  return items;
}

function openElement(reading: Reading, tag: SaxesTagPlain): void {
  const { maxDepth = 64, maxElements = 1_000_000 } = reading.options;
  reading.depth++;
  reading.elements++;
  if (reading.depth > maxDepth) {
    stop(reading, 'xes_too_deep', { depth: maxDepth });
  } else if (reading.trace === undefined) {
    openOutsideTrace(reading, localName(tag));
  } else if (reading.elements > maxElements) {
    stop(reading, 'xes_too_large', { elements: maxElements });
  } else {
    openInTrace(reading.trace, localName(tag), tag.attributes, placeOf(reading));
  }
}

function openOutsideTrace(reading: Reading, name: string): void {
  reading.heldFrom = reading.received;
  if (!reading.sawRoot) {
    reading.sawRoot = true;
    if (name !== 'log') stop(reading, 'xes_no_log_element', { found: excerpt(name) });
  } else if (name === 'trace' && reading.skipping === 0) {
    reading.elements = 0;
    reading.trace = openTrace(++reading.traces, reading.options);
  } else {
    if (name === 'event' && reading.skipping === 0) {
      refuse(reading, problem(reading, 'xes_event_outside_trace'));
    }
    reading.skipping++;
  }
}

function closeElement(reading: Reading): void {
  reading.depth--;
  if (reading.trace === undefined) {
    reading.heldFrom = reading.received;
    if (reading.skipping > 0) reading.skipping--;
  } else if (closeInTrace(reading.trace) === 'ended') {
    const finished = finishTrace(reading.trace);
    if ('code' in finished) refuse(reading, finished);
    else reading.items.push({ kind: 'trace', trace: finished });
    reading.trace = undefined;
    reading.endedAt = reading.parser.position;
    reading.heldFrom = reading.received;
  }
}

function refuse(reading: Reading, found: XesProblem): void {
  reading.items.push({ kind: 'refused', problem: found });
}

function stop(reading: Reading, code: XesProblemCode, details: XesProblem['details'] = {}): void {
  if (reading.stopped) return;
  reading.stopped = true;
  reading.items.push({ kind: 'stopped', problem: problem(reading, code, details) });
}

function stopAtXmlError(reading: Reading, message: string): void {
  if (reading.stopped) return;
  const { traces } = reading;
  const reason = excerpt(message);
  if (reading.closing) {
    if (reading.sawRoot) stop(reading, 'xes_truncated', { traces, reason });
    else stop(reading, 'xes_no_log_element', { found: '' });
    return;
  }
  // A trace that another element's end tag has closed was never whole: saxes closes it, then reports.
  if (reading.endedAt === reading.parser.position) reading.items.pop();
  stop(reading, 'xes_not_xml', { traces, reason });
}

function problem(
  reading: Reading,
  code: XesProblemCode,
  details: XesProblem['details'] = {},
): XesProblem {
  return { code, details, ...placeOf(reading) };
}

function placeOf({ parser }: Reading): XesPlace {
  return { line: parser.line, column: parser.column };
}

function localName(tag: SaxesTagPlain): string {
  return tag.name.slice(tag.name.indexOf(':') + 1);
}
