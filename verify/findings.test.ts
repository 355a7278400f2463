import { describe, expect, test } from 'vitest';
import { exitOf, exits, finding, type FindingCode } from './findings.ts';

const place = { zh: '此处', en: 'here' };
const of = (...codes: FindingCode[]) => exitOf(codes.map((code) => finding(code, place)));

describe('the exit code', () => {
  test.each<[found: FindingCode[], exit: number]>([
    [[], exits.valid],
    [['entry_altered', 'checkpoint_differs'], exits.hash],
    [['log_shorter', 'end_missing'], exits.fork],
    [['signer_unknown', 'self_approval'], exits.signature],
    [['self_approval', 'change_missing'], exits.policy],
    [['change_missing'], exits.incomplete],
  ])('of %j is the lowest: %i', (found, exit) => {
    expect(of(...found)).toBe(exit);
  });

  test('is that of what tells more, where something general is found too', () => {
    expect(of('digest_differs')).toBe(exits.hash);
    expect(of('digest_differs', 'change_missing')).toBe(exits.incomplete);
  });
});

test('a finding says its values in both languages', () => {
  expect(finding('log_shorter', place, { found: 3, size: 7 }).words).toEqual({
    zh: '日志只有 3 条，少于检查点的 7 条：被截断',
    en: 'the log has 3 entries, fewer than the 7 of a checkpoint: it was cut off',
  });
});
