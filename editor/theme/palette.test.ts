import { describe, expect, test } from 'vitest';
import { palettes, stateNames } from './palette.ts';

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['ground', 'surface', 'surface-2', 'surface-3'] as const;

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  const colour = palettes[scheme];

  test.each(
    grounds.flatMap((ground) => [
      ['text', ground] as const,
      ['text-2', ground] as const,
      ['text-3', ground] as const,
    ]),
  )('%s is read on %s', (text, ground) => {
    expect(contrast(colour[text], colour[ground])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(stateNames)('the state %s is read on its own ground and on the page', (state) => {
    expect(contrast(colour[state], colour[`${state}-soft`])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour[state], colour.surface)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour[state], colour['surface-2'])).toBeGreaterThanOrEqual(4.5);
  });

  test('links and the solid accent are read', () => {
    expect(contrast(colour.accent, colour.surface)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour.accent, colour['accent-soft'])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour.accent, colour.ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour['on-solid'], colour['accent-solid'])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour['on-solid'], colour['red-solid'])).toBeGreaterThanOrEqual(4.5);
  });

  test('the edges of controls are seen', () => {
    expect(contrast(colour['line-strong'], colour.surface)).toBeGreaterThanOrEqual(3);
  });
});
