/**
 * CloudEvents 1.0 over HTTP (github.com/cloudevents/spec), JSON only: written in structured mode, read in
 * structured and in binary mode.
 */
import { z } from 'zod';
import { tooDeep } from '@flowmeter/engine/definition/parse.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { binaryContent } from './signature.ts';

export const STRUCTURED = 'application/cloudevents+json; charset=utf-8';

/** The attributes that are read; others may be there and are left alone. */
const Attributes = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(200),
  source: z.string().min(1).max(500),
  type: z.string().min(1).max(200),
  subject: z.string().min(1).max(500).optional(),
  time: z.iso.datetime({ offset: true }).optional(),
  datacontenttype: z
    .string()
    .regex(/^application\/([\w.-]+\+)?json\s*(;|$)/i, 'JSON only')
    .optional(),
  data: z.unknown().optional(),
  data_base64: z.undefined().optional(),
});

export type CloudEvent = z.infer<typeof Attributes>;

/** An event, and the text that its sender must have signed. */
export interface ReadEvent {
  event: CloudEvent;
  signed: string;
}

export function readEvent(headers: Headers, body: string): Result<ReadEvent> {
  const type = headers.get('content-type') ?? '';
  if (/^application\/cloudevents\+json\s*(;|$)/i.test(type)) return readStructured(body);
  if (/^application\/cloudevents/i.test(type)) return unfit('one event in JSON at a time');
  if (headers.has('ce-specversion')) return readBinary(headers, type, body);
  return unfit('neither application/cloudevents+json nor ce-… headers');
}

function readStructured(body: string): Result<ReadEvent> {
  const json = parseJson(body);
  return json.ok ? checked(json.value, body) : json;
}

function readBinary(headers: Headers, type: string, body: string): Result<ReadEvent> {
  const attributes = new Map([...headers].filter(([name]) => name.startsWith('ce-')));
  const entries: [string, unknown][] = [];
  for (const [name, value] of attributes) {
    const decoded = decode(value);
    if (decoded === undefined) return unfit(name);
    entries.push([name.slice('ce-'.length), decoded]);
  }
  if (entries.some(([name]) => name === 'data' || name === 'datacontenttype')) {
    return unfit('data and its type do not stand in ce-… headers');
  }
  const data = body === '' ? ok(undefined) : parseJson(body);
  if (!data.ok) return data;
  const event = { ...Object.fromEntries(entries), datacontenttype: type, data: data.value };
  return checked(event, binaryContent(attributes, body));
}

function checked(json: unknown, signed: string): Result<ReadEvent> {
  const parsed = Attributes.safeParse(json);
  if (parsed.success) return ok({ event: parsed.data, signed });
  const [issue] = parsed.error.issues;
  return unfit(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

function parseJson(text: string): Result<unknown> {
  try {
    const json: unknown = JSON.parse(text);
    const deep = tooDeep(json);
    return deep === undefined ? ok(json) : failed(deep);
  } catch (error) {
    return unfit(error instanceof Error ? error.message : 'JSON');
  }
}

/** Header values are percent-encoded (HTTP binding, 3.1.3.2). */
function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

function unfit(reason: string): Result<never> {
  return failed(problem('event_unfit', { reason }));
}
