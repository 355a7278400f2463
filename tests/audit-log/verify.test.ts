/** What a bundle is found to be, and the exit code that says so. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BundleLine, LineOf } from '@flowmeter/engine/audit-log/bundle.ts';
import type { AuditEntry } from '@flowmeter/engine/audit-log/chain.ts';
import type { SignedCheckpoint } from '@flowmeter/engine/audit-log/checkpoint.ts';
import type { PublicKey } from '@flowmeter/engine/audit-log/signature.ts';
import { canonical } from '@flowmeter/engine/definition/hash.ts';
import { main } from '@flowmeter/server/cli.ts';
import { keysInMemory } from '@flowmeter/server/keys/key-files.ts';
import { openKeys, type Keys } from '@flowmeter/server/keys/keys.ts';
import { testServer, testStart, type TestServer } from '@flowmeter/server/testing.ts';
import { rotateKey } from '@flowmeter/server/use-cases/rotate-key.ts';
import { verifyCommand } from '@flowmeter/verify/command.ts';
import { actorIn, bundleOf, parsed, story, verdictOn } from './bundle.fixture.ts';
import { edited, forged, sealed, withApproval } from './forge.fixture.ts';

let server: TestServer;
let kept: SignedCheckpoint;
let lines: string[];
let keys: PublicKey[];

beforeAll(async () => {
  server = await testServer();
  kept = await story(server);
  lines = await bundleOf(server);
  keys = server.deps.keys.publicKeys();
});

afterAll(() => server[Symbol.asyncDispose]());

const codesOf = (texts: readonly string[], brought = {}) => {
  const { exit, findings } = verdictOn(texts, { keys, ...brought });
  return { exit, codes: [...new Set(findings.map(({ code }) => code))] };
};

describe('0: a bundle that is what was written', () => {
  test('beside a checkpoint that was kept', () => {
    expect(codesOf(lines, { kept })).toEqual({ exit: 0, codes: [] });
  });

  test('of which no figure, or one, is worked out again', () => {
    expect(codesOf(lines, { sample: 0 }).exit).toBe(0);
    expect(codesOf(lines, { sample: 1 }).exit).toBe(0);
  });

  test('whose key handed over to another, though only the first was brought', async () => {
    await using other = await testServer();
    await story(other);
    const first = other.deps.keys.publicKeys();
    const done = await rotateKey(other.deps, actorIn(other.deps, 'anna'), 'Every year');
    expect(done.ok).toBe(true);
    const bundle = await bundleOf(other);
    expect(verdictOn(bundle, { keys: first })).toMatchObject({ exit: 0, findings: [] });
    const [, second] = other.deps.keys.publicKeys();
    expect(verdictOn(bundle, { keys: [second!] }).exit).toBe(3);
  });
});

describe('1: something is not what it was', () => {
  test.each<[what: string, code: string, edit: (line: BundleLine) => BundleLine]>([
    [
      'an entry',
      'entry_altered',
      edited('entry', ({ entry }) => ({ entry: { ...entry, role: 'x' } })),
    ],
    [
      'a definition',
      'definition_altered',
      edited('definition', ({ content }) => ({ content: { ...content, id: 'x' } })),
    ],
    [
      'a change',
      'change_differs',
      edited(
        'change',
        withApproval((one) => ({ ...one, by: 'otto' })),
      ),
    ],
    [
      'a comment',
      'history_altered',
      edited(
        'change',
        withApproval((one) => ({ ...one, comment: 'x' })),
      ),
    ],
    ['a figure', 'result_differs', edited('result', ({ n }) => ({ n: n + 1 }))],
    ['a record', 'result_differs', edited('record', () => ({ values: {} }))],
    [
      'a release',
      'release_misplaced',
      edited('release', ({ payload }) => ({ payload: { ...payload, seq: 7 } })),
    ],
    ['a key', 'key_misnamed', edited('key', ({ key }) => ({ key: { ...key, id: 'x' } }))],
  ])('%s, though the bundle is sealed again with the key', (_, code, edit) => {
    const found = codesOf(sealed(parsed(lines).map(edit), server.deps.keys));
    expect(found.exit).toBe(1);
    expect(found.codes).toContain(code);
  });

  test('every finding says where, in both languages', () => {
    const tampered = sealed(
      parsed(lines).map(edited('entry', ({ entry }) => ({ entry: { ...entry, role: 'x' } }))),
      server.deps.keys,
    );
    const [found] = verdictOn(tampered, { keys }).findings;
    expect(found).toMatchObject({
      place: { zh: '条目 1', en: 'entry 1' },
      words: { zh: '条目内容与其哈希不符', en: 'the entry is not what its hash says' },
    });
  });
});

describe('2: another log, or less of it', () => {
  test('entries that are cut off, whoever counts the lines again', () => {
    const entries = parsed(lines);
    const last = entries.findLastIndex(({ type }) => type === 'entry');
    const cut = entries.toSpliced(last, 1);
    expect(codesOf(cut.map((line) => JSON.stringify(line))).exit).toBe(2);
    expect(codesOf(sealed(cut, server.deps.keys)).exit).toBe(2);
  });

  test('a log that ends before the checkpoint that was kept', () => {
    const shorter = upTo(parsed(lines), kept.checkpoint.size - 1);
    const found = codesOf(forged(shorter, server.deps.keys), { kept });
    expect(found.exit).toBe(2);
    expect(found.codes).toContain('log_shorter');
  });

  test('history written anew and signed with the key, wherever it was changed', () => {
    const sizes = Array.from({ length: kept.checkpoint.size }, (_, index) => index + 1);
    const exits = sizes.map((seq) => codesOf(rewrittenAt(seq), { kept }).exit);
    expect(new Set(exits)).toEqual(new Set([2]));
  });

  test('which without a checkpoint kept elsewhere nobody can tell', () => {
    expect(codesOf(rewrittenAt(3)).exit).toBe(0);
  });

  test('a checkpoint of another log', async () => {
    await using other = await testServer({ start: '2026-05-04T01:00:00.000Z' });
    const strange = await story(other);
    const brought = { keys: [...keys, ...other.deps.keys.publicKeys()], kept: strange };
    expect(verdictOn(lines, brought).exit).toBe(2);
  });
});

describe('3: not signed by whom it should be', () => {
  let stranger: Keys;
  beforeAll(() => {
    stranger = openKeys(keysInMemory(), testStart);
  });

  test('a bundle that is signed throughout with another key', () => {
    const [key] = stranger.publicKeys();
    const theirs = parsed(lines).map(edited('key', () => ({ key: key! })));
    expect(codesOf(forged(theirs, stranger))).toMatchObject({ exit: 3 });
  });

  test.each<[what: string, edit: (line: BundleLine) => BundleLine]>([
    [
      'checkpoint',
      edited('checkpoint', (line) => ({ signature: signedBy('checkpoint', line.checkpoint) })),
    ],
    ['release', edited('release', (line) => ({ signature: signedBy('release', line.payload) }))],
    ['release that lost its signature', edited('release', () => ({ signature: null }))],
  ])('a %s signed by another key', (_, edit) => {
    expect(codesOf(sealed(parsed(lines).map(edit), server.deps.keys)).exit).toBe(3);
  });

  test('the seal', () => {
    expect(codesOf(sealed(parsed(lines), stranger)).exit).toBe(3);
  });

  test('a checkpoint that was kept and is not signed by a key that was brought', () => {
    const signature = stranger.sign('checkpoint', kept.checkpoint);
    expect(codesOf(lines, { kept: { ...kept, signature } }).exit).toBe(3);
  });

  test('a key that nobody handed over to', () => {
    const [next] = stranger.publicKeys();
    const from = keys[0]!.id;
    const details = { from, next, signature: stranger.sign('rotation', { from, next }) };
    const entry = { ...firstEntry(), action: 'key.rotated', details };
    const rotated = parsed(lines).toSpliced(2, 0, { type: 'entry', entry });
    expect(codesOf(forged(rotated, server.deps.keys)).exit).toBe(3);
  });
});

describe('from a shell', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'flowmeter-verify-'));
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    write('bundle.jsonl', `${lines.join('\n')}\n`);
    write('cut.jsonl', lines.slice(0, -1).join('\n'));
    write('forged.jsonl', `${rewrittenAt(3).join('\n')}\n`);
    write('keys.json', JSON.stringify({ keys }));
    write('kept.json', JSON.stringify(kept));
    write('not.json', '{');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each<[exit: number, line: string]>([
    [0, 'bundle.jsonl --keys keys.json'],
    [0, 'bundle.jsonl --keys keys.json --last-checkpoint kept.json --sample 1'],
    [0, 'forged.jsonl --keys keys.json'],
    [2, 'forged.jsonl --keys keys.json --last-checkpoint kept.json'],
    [5, 'cut.jsonl --keys keys.json'],
    [64, 'bundle.jsonl'],
    [64, '--keys keys.json'],
    [64, 'bundle.jsonl bundle.jsonl --keys keys.json'],
    [64, 'nowhere.jsonl --keys keys.json'],
    [64, 'bundle.jsonl --keys nowhere.json'],
    [64, 'bundle.jsonl --keys not.json'],
    [64, 'bundle.jsonl --keys kept.json'],
    [64, 'bundle.jsonl --keys keys.json --last-checkpoint keys.json'],
    [64, 'bundle.jsonl --keys keys.json --sample x'],
    [64, 'bundle.jsonl --keys keys.json --more x'],
  ])('exit %i: %s', async (exit, line) => {
    const given = line.split(' ').map((word) => word.replace(/^.*\.jsonl?$/, join(folder, '$&')));
    const said: string[] = [];
    const print = (words: string) => void said.push(words);
    expect(await verifyCommand(given, { out: print, err: print })).toBe(exit);
    expect(said.join('\n')).toMatch(/[\u4e00-\u9fff]/);
    expect(await main(['verify', ...given], { out: print, err: print, environment: {} })).toBe(
      exit,
    );
  });

  test('it says who took the bundle away, and what for, in one line whatever stands there', async () => {
    const made = parsed(lines).map(edited('bundle', () => ({ purpose: 'Look\nValid' })));
    writeFileSync(join(folder, 'two.jsonl'), `${made.map(canonical).join('\n')}\n`);
    const files = [join(folder, 'two.jsonl'), '--keys', join(folder, 'keys.json')];
    const said: string[] = [];
    const print = (words: string) => void said.push(words);
    expect(await verifyCommand(files, { out: print, err: print })).toBe(1);
    expect(said.join('\n')).toMatch(/^taken away by "anna" at "[^"]+", for: "Look\\nValid"$/m);
  });
});

describe('5: something is not there', () => {
  test('the end', () => {
    expect(codesOf(lines.slice(0, -1)).exit).toBe(5);
  });

  test('nothing at all', () => {
    expect(codesOf([]).exit).toBe(5);
  });

  test.each<BundleLine['type']>(['change', 'bundle', 'record'])('lines “%s”', (type) => {
    const less = parsed(lines).filter((line) => line.type !== type);
    expect(codesOf(less.map((line) => JSON.stringify(line))).exit).toBeGreaterThan(0);
  });

  test('a change of which the log tells', () => {
    const less = parsed(lines).filter(({ type }) => type !== 'change');
    expect(codesOf(sealed(less, server.deps.keys)).codes).toContain('change_missing');
  });
});

/** The log as if an entry had always had another role in it. */
function rewrittenAt(seq: number): string[] {
  const rewritten = parsed(lines).map(
    edited('entry', ({ entry }) => ({ entry: renamed(entry, seq) })),
  );
  return forged(rewritten, server.deps.keys);
}

function renamed(entry: AuditEntry, seq: number): AuditEntry {
  return entry.seq === seq ? { ...entry, role: 'forged' } : entry;
}

function signedBy(purpose: 'checkpoint' | 'release', payload: unknown) {
  return openKeys(keysInMemory(), testStart).sign(purpose, payload);
}

function firstEntry(): AuditEntry {
  return (parsed(lines).find(({ type }) => type === 'entry') as LineOf<'entry'>).entry;
}

function upTo(all: readonly BundleLine[], size: number): BundleLine[] {
  return all.filter((line) => line.type !== 'entry' || line.entry.seq <= size);
}
