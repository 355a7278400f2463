import { assert, constantFrom, integer, nat, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createXesReader, type XesItem, type XesOptions } from './xes.ts';

const named = (name: string) => `<string key="concept:name" value="${name}"/>`;
const timed = (time: string) => `<date key="time:timestamp" value="${time}"/>`;
const event = (activity: string, rest = timed('2026-03-02T09:00:00+08:00')) =>
  `<event>${named(activity)}${rest}</event>`;
const trace = (name: string, ...events: string[]) =>
  `<trace>${named(name)}${events.join('')}</trace>`;
const log = (...inside: string[]) => `<log xes.version="1849-2016">${inside.join('\n')}</log>`;

/** All items of a text that is written in pieces of `size` UTF-16 units. */
function read(text: string, options: XesOptions = {}, size = Infinity): XesItem[] {
  const reader = createXesReader(options);
  const items: XesItem[] = [];
  for (let at = 0; at < text.length; at += size) {
    items.push(...reader.write(text.slice(at, at + size)));
  }
  return [...items, ...reader.close()];
}

function readTraces(text: string, options?: XesOptions) {
  return read(text, options).map((item) => (item.kind === 'trace' ? item.trace : item));
}

const wholeLog = `\uFEFF<?xml version="1.0" encoding="UTF-8"?>
<!-- 供电 -->
<xes:log xmlns:xes="http://www.xes-standard.org/">
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <global scope="event"><date key="time:timestamp" value="1970-01-01T00:00:00Z"/></global>
  <classifier name="Activity" keys="concept:name"/>
  <float key="meta" value="1.5"><float key="nested" value="2"/></float>
  <trace>
    <string key="channel" value="95598"/>
    <event>
      <string key="org:resource" value="张伟 &amp; 😀"/>
      <date key="time:timestamp" value="2026-03-02T09:00:00.250+08:00"/>
      <string key="concept:name" value="受理申请"/>
      <string key="lifecycle:transition" value="complete"/>
      <int key="amount" value="-12"><string key="unit" value="kW"/></int>
    </event>\r
    <string key="concept:name" value="工单1"/>
  </trace>
  <trace><string key="concept:name" value="empty"/></trace>
</xes:log>`;

describe('a log', () => {
  test('given every part of one, gives the traces with their events', () => {
    expect(readTraces(wholeLog)).toEqual([
      {
        name: '工单1',
        number: 1,
        attributes: { channel: '95598' },
        events: [
          {
            activity: '受理申请',
            lifecycle: 'complete',
            resource: '张伟 & 😀',
            at: Date.UTC(2026, 2, 2, 1, 0, 0, 250),
            attributes: { amount: -12 },
          },
        ],
      },
      { name: 'empty', number: 2, attributes: {}, events: [] },
    ]);
  });

  test.each([1, 2, 3, 7, 64])('given in pieces of %i, reads the same', (size) => {
    expect(read(wholeLog, {}, size)).toEqual(read(wholeLog));
  });

  test('hands out each trace as soon as it has ended', () => {
    const reader = createXesReader();
    expect(reader.write(`<log>${trace('1', event('a'))}<trace>`)).toHaveLength(1);
    expect(reader.write(named('2'))).toHaveLength(0);
    expect(reader.write(`${event('b')}</trace></log>`)).toHaveLength(1);
    expect(reader.close()).toEqual([]);
    expect(reader.close()).toEqual([]);
  });

  test('keeps the events in the order of the file', () => {
    const late = event('late', timed('2026-01-02T00:00:00Z'));
    const early = event('early', timed('2026-01-01T00:00:00Z'));
    const [item] = readTraces(log(trace('1', late, early)));
    expect(item).toMatchObject({ events: [{ activity: 'late' }, { activity: 'early' }] });
  });

  test('given no trace, is empty', () => {
    expect(read('<log/>')).toEqual([]);
  });
});

const attributesOf = (xml: string, options?: XesOptions) => {
  const [item] = readTraces(log(`<trace>${xml}</trace>`), options);
  return item !== undefined && 'attributes' in item ? item.attributes : item;
};

describe('attributes', () => {
  test.each([
    ['<string key="a" value=""/>', { a: '' }],
    ['<date key="a" value="1970-01-01T00:00:01Z"/>', { a: { date: 1000 } }],
    [
      '<list key="a"><values><int key="x" value="1"/><int key="x" value="2"/></values></list>',
      {
        a: {
          list: [
            { key: 'x', value: 1 },
            { key: 'x', value: 2 },
          ],
        },
      },
    ],
    [
      '<container key="a"><container key="b"><id key="c" value="d"/></container></container>',
      { a: { container: { b: { container: { c: 'd' } } } } },
    ],
    ['<int key="a" value="1"/><int key="a" value="2"/>', { a: 2 }],
  ])('valid: %s', (xml, expected) => {
    expect(attributesOf(xml)).toEqual(expected);
  });

  test.each([
    '<string value="no key"/>',
    '<string key="no value"/>',
    '<unknown key="a" value="b"/>',
    '<list><values><int key="x" value="1"/></values></list>',
    'text <![CDATA[of <no> meaning]]>',
  ])('left out: %s', (xml) => {
    expect(attributesOf(xml)).toEqual({});
  });

  test('given hostile keys, are keys like any other', () => {
    const keys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const xml = keys.map((key) => `<string key="${key}" value="x"/>`).join('');
    const attributes = attributesOf(`${xml}<container key="c">${xml}</container>`);
    const own = keys.map((key) => `"${key}":"x"`).join(',');
    expect(JSON.stringify(attributes)).toBe(`{${own},"c":{"container":{${own}}}}`);
    expect(Object.getPrototypeOf(attributes)).toBeNull();
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });
});

describe('a trace is refused and reading goes on', () => {
  const good = trace('good', event('a'));

  test.each([
    [
      'an event without a time',
      `<trace>\n${event('a')}\n${named('工单7')}<event>\n${named('b')}</event></trace>`,
      {
        code: 'xes_missing_timestamp',
        details: { trace: '工单7', traceNumber: 2, event: 2, activity: 'b' },
        line: 4,
      },
    ],
    [
      'a time that is none',
      trace('7', event('a', timed('2026-02-30T00:00:00Z'))),
      {
        code: 'xes_bad_timestamp',
        details: { trace: '7', event: 1, value: '2026-02-30T00:00:00Z', reason: 'not_a_time' },
      },
    ],
    [
      'a time without an offset',
      trace('7', event('a', timed('2026-02-28T00:00:00'))),
      { code: 'xes_bad_timestamp', details: { reason: 'no_offset' } },
    ],
    [
      'an event without an activity',
      trace('7', event('a'), `<event>${timed('2026-01-01T00:00:00Z')}</event>`),
      { code: 'xes_missing_activity', details: { trace: '7', event: 2 } },
    ],
    [
      'an activity without a name',
      trace('7', event('')),
      { code: 'xes_missing_activity', details: { event: 1 } },
    ],
    ['an event of no trace', event('loose'), { code: 'xes_event_outside_trace', line: 2 }],
  ])('given %s', (_, wrong, problem) => {
    const items = read(log(good, wrong, good));
    expect(items.map((item) => item.kind)).toEqual(['trace', 'refused', 'trace']);
    expect(items[1]).toMatchObject({ problem });
  });

  test('with its first problem only', () => {
    const items = read(log(trace('7', event(''), event('b', ''), event('c', timed('?')))));
    expect(items).toMatchObject([{ problem: { code: 'xes_missing_activity' } }]);
  });
});

const timesOf = (options: XesOptions, ...events: string[]) => {
  const [item] = read(log(trace('1', ...events)), options);
  return item?.kind === 'trace' ? item.trace.events.map(({ at }) => at) : item?.problem.code;
};

describe('times', () => {
  test('given untimed traces to be read by order, are one second apart', () => {
    const times = timesOf({ untimed: 'by_order' }, event('a', ''), event('b', ''), event('c', ''));
    expect(times).toEqual([0, 1000, 2000]);
  });

  test('given a trace of which only some events have a time, are not made up', () => {
    const times = timesOf({ untimed: 'by_order' }, event('a'), event('b', ''));
    expect(times).toBe('xes_missing_timestamp');
  });

  test('given an offset for those that name none, are read with it', () => {
    const times = timesOf({ offsetMinutes: 480 }, event('a', timed('1970-01-01T08:00:01')));
    expect(times).toEqual([1000]);
  });
});

function doctype(line: number) {
  return { code: 'xes_doctype_refused', line };
}

describe('the file is refused', () => {
  const bomb = `<!DOCTYPE log [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>`;

  test.each([
    ['another format', 'case,activity\n1,a\n', { code: 'xes_not_xml', line: 1 }],
    ['an open tag', '<log>\n  <trace <event/>', { code: 'xes_not_xml', line: 2, column: 10 }],
    ['an unknown entity', log(trace('&b;')), { code: 'xes_not_xml' }],
    ['two roots', '<log/>\n<log/>', { code: 'xes_not_xml', line: 2 }],
    ['a control character', log(trace('\u0001')), { code: 'xes_not_xml' }],
    ['nothing', '', { code: 'xes_no_log_element', details: { found: '' } }],
    ['another root', '<bpmn:definitions/>', { code: 'xes_no_log_element' }],
    ['a document type', '<!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>', doctype(1)],
    ['a bomb of entities', `<?xml version="1.0"?>\n${bomb}${log(trace('&b;'))}`, doctype(2)],
    ['a cut', `<log>${trace('1', event('a')).slice(0, -9)}`, { code: 'xes_truncated' }],
    ['a cut after the last trace', '<log>\n<trace/>', { code: 'xes_truncated', line: 2 }],
    ['a cut in a character', '<log><trace a="\uD83D', { code: 'xes_truncated' }],
    ['half a character', '<log>\n<trace a="\uD83D"/></log>', { code: 'xes_not_xml', line: 2 }],
  ])('given %s', (_, text, problem) => {
    expect(read(text).filter((item) => item.kind !== 'trace')).toMatchObject([
      { kind: 'stopped', problem },
    ]);
  });

  test('given a trace that another end tag closes, without that trace', () => {
    const text = `<log>${trace('1')}<trace>${named('2')}</log>`;
    expect(read(text)).toMatchObject([
      { kind: 'trace', trace: { name: '1' } },
      { kind: 'stopped', problem: { code: 'xes_not_xml' } },
    ]);
  });

  test('given names without end, with an excerpt of them', () => {
    const name = 'x'.repeat(100_000);
    for (const text of [`<${name}/>`, `<log></${name}>`]) {
      expect(JSON.stringify(read(text)).length).toBeLessThan(400);
    }
  });

  test('and nothing is read after that', () => {
    const reader = createXesReader();
    expect(reader.write('<log><trace></log>')).toMatchObject([{ kind: 'stopped' }]);
    expect(reader.write(log(trace('1')))).toEqual([]);
    expect(reader.close()).toEqual([]);
  });
});

const deep = (depth: number) =>
  `<log><trace>${'<container key="a">'.repeat(depth)}${'</container>'.repeat(depth)}</trace></log>`;

describe('what is too much is refused', () => {
  test.each([
    ['nested attributes', deep(100_000), { code: 'xes_too_deep', details: { depth: 64 } }],
    [
      'nested elements of the log',
      `<log>${'<x>'.repeat(100_000)}`,
      { code: 'xes_too_deep', details: { depth: 64 } },
    ],
    [
      'a trace of many elements',
      log(trace('1', '<id key="a" value="b"/>'.repeat(2000))),
      { code: 'xes_too_large', details: { elements: 1000 } },
    ],
    [
      'a long value',
      log(trace('x'.repeat(400_000))),
      { code: 'xes_too_large', details: { characters: 200_000 } },
    ],
    [
      'a comment without end',
      `<log><!--${'x'.repeat(400_000)}`,
      { code: 'xes_too_large', details: { characters: 200_000 } },
    ],
    [
      'a document type without end',
      `<!DOCTYPE log [${'x'.repeat(400_000)}`,
      { code: 'xes_too_large', details: { characters: 200_000 } },
    ],
  ])('given %s', (_, text, problem) => {
    const items = read(text, { maxElements: 1000, maxCharacters: 200_000 });
    expect(items).toMatchObject([{ kind: 'stopped', problem }]);
  });

  test('while 64 levels, and a log of many traces, are not', () => {
    const many = trace('1', event('a')).repeat(5000);
    expect(read(deep(62))).toMatchObject([{ kind: 'trace' }]);
    expect(read(log(many), { maxElements: 1000, maxCharacters: 200_000 })).toHaveLength(5000);
  });
});

/** Text outside the log is placed at its end within the piece. */
const unplaced = (item: XesItem) =>
  item.kind === 'trace' ? item : { ...item, problem: { ...item.problem, line: 0, column: 0 } };

describe('given any damage', () => {
  const parts = ['<', '>', '/', '"', '&', '&#0;', '<![CDATA[', ']]>', '<!--', '<?', '\uD800', '\0'];
  const damage = record({
    at: nat(wholeLog.length),
    cut: nat(40),
    put: constantFrom('', ...parts, '<trace>', '</trace>', '<event/>', '</xes:log>', '<log>'),
    size: integer({ min: 1, max: 100 }),
  });

  test('nothing is thrown, only the last item stops, and pieces make no difference', () => {
    assert(
      property(damage, ({ at, cut, put, size }) => {
        const text = wholeLog.slice(0, at) + put + wholeLog.slice(at + cut);
        const items = read(text);
        expect(items.slice(0, -1).filter((item) => item.kind === 'stopped')).toEqual([]);
        expect(read(text, {}, size).map(unplaced)).toEqual(items.map(unplaced));
      }),
      { numRuns: 1000 },
    );
  });
});
