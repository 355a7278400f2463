import { describe, expect, test } from 'vitest';
import { readEvent } from './cloud-event.ts';

const event = { specversion: '1.0', id: 'e1', source: 'https://m.example', type: 'a.b' };
const structured = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
const binary = {
  'content-type': 'application/json',
  'ce-specversion': '1.0',
  'ce-id': 'e1',
  'ce-source': 'https://m.example',
  'ce-type': 'a.b',
};

function read(headers: Record<string, string>, body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return readEvent(new Headers(headers), text);
}

describe('an event', () => {
  test('in structured mode: the whole body is signed', () => {
    const body = JSON.stringify({ ...event, data: { a: 1 }, ours: 'x' });
    expect(read(structured, body)).toEqual({
      ok: true,
      value: { event: { ...event, data: { a: 1 } }, signed: body },
    });
  });

  test('in binary mode: attributes stand in headers, and are signed', () => {
    const headers = { ...binary, 'ce-subject': '%E8%A1%A8' };
    expect(read(headers, '{"a":1}')).toEqual({
      ok: true,
      value: {
        event: { ...event, subject: '表', datacontenttype: 'application/json', data: { a: 1 } },
        signed:
          'ce-id:e1\nce-source:https://m.example\nce-specversion:1.0\nce-subject:%E8%A1%A8\nce-type:a.b\n\n{"a":1}',
      },
    });
  });

  test.each<[string, Record<string, string>, unknown]>([
    ['without data', structured, event],
    [
      'with a time and a subject',
      structured,
      { ...event, subject: 's', time: '2026-01-01T00:00:00Z' },
    ],
    [
      'with data of another JSON type',
      structured,
      { ...event, datacontenttype: 'application/x+json' },
    ],
    ['in binary mode without data', binary, ''],
  ])('%s', (_what, headers, body) => {
    expect(read(headers, body).ok).toBe(true);
  });

  test.each<[string, Record<string, string>, unknown]>([
    ['no mode', { 'content-type': 'application/json' }, event],
    ['no type at all', {}, event],
    ['a batch', { 'content-type': 'application/cloudevents-batch+json' }, [event]],
    ['a list', structured, [event]],
    ['not JSON', structured, '{'],
    ['null', structured, 'null'],
    ['no id', structured, { ...event, id: undefined }],
    ['an empty id', structured, { ...event, id: '' }],
    ['an id that is a number', structured, { ...event, id: 1 }],
    ['a long id', structured, { ...event, id: 'x'.repeat(201) }],
    ['another version', structured, { ...event, specversion: '0.3' }],
    ['a time that is none', structured, { ...event, time: 'yesterday' }],
    ['data that is not JSON', structured, { ...event, datacontenttype: 'text/xml' }],
    ['data in base 64', structured, { ...event, data_base64: 'AA==' }],
    ['binary without a source', { ...binary, 'ce-source': '' }, '{}'],
    ['binary that is not JSON', { ...binary, 'content-type': 'text/plain' }, '{}'],
    ['binary with broken JSON', binary, '{'],
    ['binary with a broken header', { ...binary, 'ce-subject': '%E8%A1' }, '{}'],
    ['binary with data in a header', { ...binary, 'ce-data': '{}' }, '{}'],
  ])('%s is refused', (_what, headers, body) => {
    expect(read(headers, body)).toMatchObject({ ok: false, problems: [{ code: 'event_unfit' }] });
  });

  test('what is nested to no end is refused, not walked', () => {
    const body = `{"specversion":"1.0","data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(read(structured, body)).toMatchObject({ ok: false, problems: [{ code: 'too_large' }] });
  });
});
