import { describe, expect, it } from 'vitest';
import { clipOf } from '../document/commands/paste.ts';
import { sampleDocument } from '../document/testing/sample.ts';
import { clipIn } from './clipboard.ts';

const clip = clipOf(sampleDocument(), ['survey', 'works']);

describe('steps on the clipboard', () => {
  it('come back as they were', () => {
    expect(clipIn(JSON.stringify(clip))).toEqual(clip);
  });

  it('stand at the origin where they have no place', () => {
    const { positions: _, ...bare } = clip;
    expect(clipIn(JSON.stringify(bare))?.positions['survey']).toEqual({ x: 0, y: 0 });
  });

  it.each([
    ['words', 'a note to myself'],
    ['other JSON', '{"steps":{}}'],
    ['no steps', '{"flowmeter":"steps","steps":{}}'],
    ['a step that is none', '{"flowmeter":"steps","steps":{"a":{"kind":"task"}}}'],
    ['a list', '[1,2]'],
  ])('are not found in %s', (_case, text) => {
    expect(clipIn(text)).toBeUndefined();
  });
});
