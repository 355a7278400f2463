import { describe, expect, test } from 'vitest';
import type { MailConnector } from '@flowmeter/engine/definition/connector.ts';
import { mailServer } from './mail-server.fixture.ts';
import { sendMail, wordsOf, type MailSending } from './mail.ts';

const connector: MailConnector = {
  kind: 'connector',
  type: 'mail',
  id: 'letter',
  name: { zh: '信', en: 'Letter' },
  to: { addresses: ['a@example.cn'] },
  subject: { zh: '案件 {case_id}', en: 'Case {case_id}' },
  text: { zh: '{who}，您好', en: 'Dear {who}' },
};

const sending: MailSending = {
  connector,
  effect: {
    id: 'c1.3',
    case_id: 'c1',
    connector: 'letter',
    asked_at: '2026-03-02T01:00:00.000Z',
    data: {},
  },
  to: ['a@example.cn', 'b@example.cn'],
  values: { case_id: { zh: 'c1', en: 'c1' }, who: { zh: '王', en: 'Wang' } },
};

const from = 'Flowmeter <flow@example.cn>';

test('a mail arrives at everybody, in both languages', async () => {
  await using server = await mailServer();
  expect(await sendMail({ url: server.url, from }, sending)).toEqual({ kind: 'done', data: {} });
  const { to, raw } = server.mails[0]!;
  expect(to).toEqual(['a@example.cn', 'b@example.cn']);
  const [head = '', ...body] = raw.split('\r\n\r\n');
  expect(head).toContain('Message-ID: <c1.3@example.cn>');
  expect(head).toContain('Date: Mon, 02 Mar 2026 01:00:00 +0000');
  expect(head).toContain('Auto-Submitted: auto-generated');
  expect(head).toContain('From: Flowmeter <flow@example.cn>');
  const text = Buffer.from(body.join('\r\n\r\n'), 'base64').toString('utf8');
  expect(text.replaceAll('\r\n', '\n')).toBe('王，您好\n\n-- \n\nDear Wang');
});

const say = (change: Partial<MailConnector>, who = 'Wang') =>
  wordsOf({
    connector: { ...connector, ...change },
    values: { ...sending.values, who: { zh: who, en: who } },
  });

describe('the words', () => {
  test('said alike in both languages stand once', () => {
    expect(say({ text: { zh: '{case_id}', en: '{case_id}' } }).text).toBe('c1');
  });

  test('a value cannot begin a header of its own', () => {
    const subject = { zh: '{who}', en: '{who}' };
    expect(say({ subject }, 'x\r\nBcc: evil@example.cn').subject).toBe('x Bcc: evil@example.cn');
  });

  test('a value is not a template', () => {
    expect(say({ text: { zh: '{who}', en: '{who}' } }, '{case_id}').text).toBe('{case_id}');
  });
});

const saying = (responseCode: number) => Object.assign(new Error('no'), { responseCode });
/** Refuses one of the recipients. */
const sayingOf: Record<string, Error | undefined> = { 'b@example.cn': saying(550) };

describe('what the mail server says', () => {
  test.each([
    [421, 'again', 'mail_unreachable'],
    [451, 'again', 'mail_unreachable'],
    [550, 'failed', 'mail_refused'],
    [554, 'failed', 'mail_refused'],
  ])('%i of the sender: %s', async (code, kind, problem) => {
    await using server = await mailServer({
      onMailFrom: (_address, _session, done) => done(saying(code)),
    });
    expect(await sendMail({ url: server.url, from }, sending)).toMatchObject({
      kind,
      problem: { code: problem, details: { reason: String(code) } },
    });
  });

  test('550 of one recipient: a person has to look', async () => {
    await using server = await mailServer({
      onRcptTo: ({ address }, _session, done) => done(sayingOf[address]),
    });
    expect(await sendMail({ url: server.url, from }, sending)).toMatchObject({
      kind: 'failed',
      problem: { code: 'mail_refused', details: { reason: '1/2' } },
    });
  });

  test('a wrong password is not tried again', async () => {
    await using server = await mailServer({
      authOptional: false,
      onAuth: (_auth, _session, done) => done(new Error('no')),
    });
    const url = server.url.replace('//', '//user:wrong@');
    expect(await sendMail({ url, from }, sending)).toMatchObject({
      kind: 'failed',
      problem: { code: 'mail_refused' },
    });
  });

  test('nobody there is tried again', async () => {
    const gone = await mailServer();
    await gone[Symbol.asyncDispose]();
    expect(await sendMail({ url: gone.url, from }, sending)).toMatchObject({
      kind: 'again',
      problem: { code: 'mail_unreachable' },
    });
  });
});
