/**
 * The colours, once. Each becomes a CSS variable `--<name>` and feeds antd's tokens. Text on its
 * ground keeps 4.5:1 (WCAG 2.2 AA), held by palette.test.ts. Colour means state only, always beside
 * an icon and words: grey draft, blue running, amber due, red overdue, green done, violet changed.
 */
export const stateNames = ['grey', 'blue', 'amber', 'red', 'green', 'violet'] as const;
export type StateColour = (typeof stateNames)[number];

const light = {
  ground: '#f3f5f7',
  surface: '#ffffff',
  'surface-2': '#f7f9fa',
  'surface-3': '#eef2f4',
  /** Under what floats over the page. */
  shade: '#15222c1f',
  line: '#dde3e8',
  'line-strong': '#8695a1',
  text: '#15222c',
  'text-2': '#465663',
  'text-3': '#5b6b78',
  accent: '#0b6b87',
  'accent-solid': '#0b6b87',
  'on-solid': '#ffffff',
  'accent-soft': '#e2f1f5',
  'accent-line': '#a9d3df',
  grey: '#4a5a67',
  'grey-soft': '#edf1f3',
  'grey-line': '#cfd8de',
  blue: '#0c58a8',
  'blue-soft': '#e7f0fb',
  'blue-line': '#b5d0ef',
  amber: '#875000',
  'amber-soft': '#fdf2de',
  'amber-line': '#ecc98a',
  red: '#b0231c',
  'red-solid': '#b0231c',
  'red-soft': '#fdebea',
  'red-line': '#efb6b2',
  green: '#17683a',
  'green-soft': '#e6f4eb',
  'green-line': '#a9d6b9',
  violet: '#67399f',
  'violet-soft': '#f2ebfb',
  'violet-line': '#d2bdec',
};

export type Palette = typeof light;

const dark: Palette = {
  ground: '#0e1418',
  surface: '#151d23',
  'surface-2': '#1a242b',
  'surface-3': '#222e36',
  shade: '#00000080',
  line: '#2b3842',
  'line-strong': '#74858f',
  text: '#e5ecf1',
  'text-2': '#b2c0ca',
  'text-3': '#95a5b1',
  accent: '#4fb6d1',
  'accent-solid': '#0f7c99',
  'on-solid': '#ffffff',
  'accent-soft': '#12303b',
  'accent-line': '#235466',
  grey: '#b4c1cb',
  'grey-soft': '#25313a',
  'grey-line': '#3c4b56',
  blue: '#85bcf6',
  'blue-soft': '#152a41',
  'blue-line': '#28507c',
  amber: '#f0b95f',
  'amber-soft': '#362810',
  'amber-line': '#6b4f1c',
  red: '#f69c96',
  'red-solid': '#b9372f',
  'red-soft': '#3c1c1b',
  'red-line': '#753634',
  green: '#82d1a0',
  'green-soft': '#14301f',
  'green-line': '#2b5f3e',
  violet: '#c5a7ef',
  'violet-soft': '#2b2141',
  'violet-line': '#55407c',
};

export const palettes = { light, dark };
export type Scheme = keyof typeof palettes;

/** Puts the palette on the page as CSS variables. */
export function paint(scheme: Scheme, page: HTMLElement): void {
  page.dataset['theme'] = scheme;
  page.style.colorScheme = scheme;
  for (const [name, value] of Object.entries(palettes[scheme])) {
    page.style.setProperty(`--${name}`, value);
  }
}
