/** One trace of an XES log, put together from the elements inside it. Knows nothing of XML's text. */
import {
  parseXesTime,
  xesScalars,
  type XesAttributes,
  type XesEntry,
  type XesValue,
} from './xes-values.ts';

export interface XesEvent {
  /** `concept:name` */
  activity: string;
  /** `lifecycle:transition` */
  lifecycle: string | undefined;
  /** `org:resource` */
  resource: string | undefined;
  /** `time:timestamp` in epoch milliseconds. */
  at: number;
  /** The other attributes. */
  attributes: XesAttributes;
}

export interface XesTrace {
  /** `concept:name`, or '' for a trace that has none. */
  name: string;
  /** The trace's place in the log, counted from 1. */
  number: number;
  /** The other attributes. */
  attributes: XesAttributes;
  /** In the order of the file, which need not be that of time. */
  events: XesEvent[];
}

export interface TraceOptions {
  /**
   * `by_order` reads a trace in which no event has a time as one second from event to event, starting
   * at 1970-01-01T00:00:00Z: order is kept and durations count steps. The default refuses such a trace.
   */
  untimed?: 'refuse' | 'by_order';
  /** Minutes east of UTC for times that name no offset; without it those times are refused. */
  offsetMinutes?: number;
}

/** Counted from 1; of the last character of a tag. */
export interface XesPlace {
  line: number;
  column: number;
}

export type TraceProblemCode =
  | 'xes_missing_timestamp'
  | 'xes_bad_timestamp'
  | 'xes_missing_activity';

/** Details: `trace` (its name), `traceNumber` and `event` (both from 1), and what the code needs. */
export interface TraceProblem extends XesPlace {
  code: TraceProblemCode;
  details: Record<string, string | number>;
}

export interface OpenTrace {
  readonly trace: XesTrace;
  readonly options: TraceOptions;
  event: OpenEvent | undefined;
  /** Events begun, refused ones included. */
  begun: number;
  /** The lists and containers that are open, outermost first. */
  readonly holders: (XesAttributes | XesEntry[])[];
  /** Open elements whose content is left out. */
  skipping: number;
  /** Events without a time, and the problem that the first of them would be. */
  untimed: number;
  firstUntimed: TraceProblem | undefined;
  /** The first problem; no event is kept after it. */
  problem: TraceProblem | undefined;
}

interface OpenEvent extends Omit<XesEvent, 'at'> {
  at: number | undefined;
  place: XesPlace;
}

export function openTrace(number: number, options: TraceOptions): OpenTrace {
  return {
    trace: { name: '', number, attributes: emptyAttributes(), events: [] },
    options,
    event: undefined,
    begun: 0,
    holders: [],
    skipping: 0,
    untimed: 0,
    firstUntimed: undefined,
    problem: undefined,
  };
}

/** An element begins inside the trace: an event, an attribute of the trace or event, or an item of one. */
export function openInTrace(
  open: OpenTrace,
  name: string,
  xml: Record<string, string>,
  place: XesPlace,
): void {
  const holder = open.holders.at(-1);
  if (open.skipping > 0) {
    open.skipping++;
  } else if (name === 'event' && open.event === undefined && holder === undefined) {
    open.begun++;
    open.event = emptyEvent(place);
  } else if (name === 'values' && Array.isArray(holder)) {
    open.holders.push(holder);
  } else if (name === 'list' || name === 'container') {
    openComposite(open, name, xml['key']);
  } else {
    readScalar(open, name, xml, place);
    open.skipping = 1;
  }
}

/** An element ends; 'ended' if it was the trace itself. */
export function closeInTrace(open: OpenTrace): 'inside' | 'ended' {
  if (open.skipping > 0) open.skipping--;
  else if (open.holders.length > 0) open.holders.pop();
  else if (open.event !== undefined) closeEvent(open, open.event);
  else return 'ended';
  return 'inside';
}

/** What the ended trace has become: the trace, or its first problem. */
export function finishTrace(open: OpenTrace): XesTrace | TraceProblem {
  const { trace, untimed } = open;
  if (untimed > 0 && untimed < trace.events.length) open.problem ??= open.firstUntimed;
  if (open.problem === undefined) return trace;
  const details = {
    trace: excerpt(trace.name),
    traceNumber: trace.number,
    ...open.problem.details,
  };
  return { ...open.problem, details };
}

function emptyAttributes(): XesAttributes {
  return Object.create(null);
}

function emptyEvent(place: XesPlace): OpenEvent {
  return {
    activity: '',
    lifecycle: undefined,
    resource: undefined,
    at: undefined,
    attributes: emptyAttributes(),
    place,
  };
}

function openComposite(open: OpenTrace, name: 'list' | 'container', key: string | undefined): void {
  if (key === undefined) {
    open.skipping = 1;
    return;
  }
  const held = name === 'list' ? [] : emptyAttributes();
  put(open, key, Array.isArray(held) ? { list: held } : { container: held });
  open.holders.push(held);
}

function readScalar(
  open: OpenTrace,
  name: string,
  xml: Record<string, string>,
  place: XesPlace,
): void {
  const read = xesScalars.get(name);
  const { key, value } = xml;
  if (read === undefined || key === undefined || value === undefined) return;
  if (open.holders.length === 0) {
    const { event } = open;
    if (event === undefined) {
      if (key === 'concept:name') {
        open.trace.name = value;
        return;
      }
    } else if (key === 'time:timestamp') {
      event.at = readTime(open, value, place);
      return;
    } else {
      const field = eventFields.get(key);
      if (field !== undefined) {
        event[field] = value;
        return;
      }
    }
  }
  put(open, key, read(value, open.options.offsetMinutes));
}

/** The keys of the standard extensions that have a field of their own. */
const eventFields = new Map<string, 'activity' | 'lifecycle' | 'resource'>([
  ['concept:name', 'activity'],
  ['lifecycle:transition', 'lifecycle'],
  ['org:resource', 'resource'],
]);

function readTime(open: OpenTrace, text: string, place: XesPlace): number | undefined {
  const at = parseXesTime(text, open.options.offsetMinutes);
  if (typeof at === 'number') return at;
  refuse(open, 'xes_bad_timestamp', place, { value: excerpt(text), reason: at });
  return undefined;
}

function put(open: OpenTrace, key: string, value: XesValue): void {
  const holder = open.holders.at(-1) ?? open.event?.attributes ?? open.trace.attributes;
  if (Array.isArray(holder)) holder.push({ key, value });
  else holder[key] = value;
}

function closeEvent(open: OpenTrace, event: OpenEvent): void {
  open.event = undefined;
  if (event.activity === '') refuse(open, 'xes_missing_activity', event.place);
  if (event.at === undefined) noteUntimed(open, event);
  if (open.problem !== undefined) return;
  const { events } = open.trace;
  const { activity, lifecycle, resource, attributes } = event;
  events.push({ activity, lifecycle, resource, at: event.at ?? events.length * 1000, attributes });
}

function noteUntimed(open: OpenTrace, event: OpenEvent): void {
  open.untimed++;
  open.firstUntimed ??= problem(open, 'xes_missing_timestamp', event.place, {
    activity: excerpt(event.activity),
  });
  if (open.options.untimed !== 'by_order') open.problem ??= open.firstUntimed;
}

function refuse(open: OpenTrace, code: TraceProblemCode, place: XesPlace, details = {}): void {
  open.problem ??= problem(open, code, place, details);
}

function problem(
  open: OpenTrace,
  code: TraceProblemCode,
  place: XesPlace,
  details = {},
): TraceProblem {
  return { code, details: { event: open.begun, ...details }, ...place };
}

/** Enough of a text to find it by; a problem is shown to people. */
export function excerpt(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
