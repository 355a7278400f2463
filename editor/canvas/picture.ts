/**
 * A flow as a drawing in SVG, made from the document itself and not from the screen: every step, every
 * line and every word, whatever is in view. Light colours and plain shapes, for paper and for reports.
 */
import type { Language } from '@flowmeter/engine/problem.ts';
import { element, xmlText, type Element } from '@flowmeter/engine/exchange/write-xml.ts';
import { kindOf, type Step } from '@flowmeter/engine/steps/registry.ts';
import { type FlowDocument, keyOf, type Point, waysOf } from '../document/document.ts';
import { boundsOf, type Box, boxesOf, type Frame } from '../document/geometry.ts';
import { labelWidth, routeWords } from './route-words.ts';
import type { Surroundings } from './surroundings.ts';
import { tightest } from './step-words.ts';
import { type Track, tracksOf } from './tracks.ts';

const MARGIN = 32;
const TITLE = 48;
/** A line at the foot. */
const MARK = 24;
const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
const colour = {
  ground: '#ffffff',
  text: '#1f2933',
  quiet: '#52606d',
  line: '#7b8794',
  accent: '#0b7285',
  frame: '#f1f5f7',
} as const;

export interface PictureWords extends Surroundings {
  language: Language;
  /** `≤ 2 working days` */
  limit: (value: number, unit: string) => string;
  /** Who took it, when, and what for; stands at the foot. */
  mark?: string;
}

export interface Picture {
  svg: string;
  width: number;
  height: number;
}

export function pictureOf(document: FlowDocument, words: PictureWords): Picture {
  const { flow } = document;
  const { language } = words;
  const boxes = boxesOf(document);
  const said = wordsOfLines(document, words);
  const tracks = tracksOf(document, boxes, (key) => widthOf(said.get(key)));
  const lines = [...tracks].flatMap(([key, track]) => [
    ...track.points.map((at) => boxAt(at, 0)),
    boxAt(track.label, widthOf(said.get(key))),
  ]);
  const all = boundsOf([...boxes.values(), ...lines]) ?? { x: 0, y: 0, width: 0, height: 0 };
  const width = Math.round(all.width + 2 * MARGIN);
  const foot = words.mark === undefined ? 0 : MARK;
  const height = Math.round(all.height + 2 * MARGIN + TITLE + foot);
  const inside = [...boxes].toSorted(([, a], [, b]) => area(b) - area(a));
  const drawing = element(
    'g',
    { transform: `translate(${MARGIN - all.x} ${MARGIN + TITLE - all.y})` },
    [
      ...inside.flatMap(([id, box]) => (isFrame(box) ? frame(flow.steps[id], box, language) : [])),
      ...[...tracks.values()].map(line),
      ...inside.flatMap(([id, box]) => (isFrame(box) ? [] : stepShape(flow.steps[id], box, words))),
      ...[...tracks].flatMap(([key, track]) => label(said.get(key), track)),
    ],
  );
  const svg = xmlText(
    element(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        width: String(width),
        height: String(height),
        viewBox: `0 0 ${width} ${height}`,
        'font-family': FONT,
      },
      [
        element('title', {}, flow.name[language]),
        arrowHead(),
        element('rect', { width: '100%', height: '100%', fill: colour.ground }),
        text(
          flow.name[language],
          { x: MARGIN, y: MARGIN + 16 },
          { 'font-size': '20', 'font-weight': '600' },
        ),
        drawing,
        ...footOf(words.mark, height),
      ],
    ),
  );
  return { svg, width, height };
}

function footOf(mark: string | undefined, height: number): Element[] {
  if (mark === undefined) return [];
  return [
    text(mark, { x: MARGIN, y: height - MARGIN / 2 }, { 'font-size': '12', fill: colour.quiet }),
  ];
}

function isFrame(box: Box): box is Frame {
  return 'lanes' in box;
}

function area({ width, height }: Box): number {
  return width * height;
}

function boxAt({ x, y }: Point, width: number): Box {
  return { x: x - width / 2, y, width, height: 0 };
}

function wordsOfLines({ flow }: FlowDocument, words: PictureWords): Map<string, string> {
  const said = new Map<string, string>();
  for (const [id, step] of Object.entries(flow.steps)) {
    for (const route of waysOf(step)) {
      const found = routeWords(flow, id, route, words);
      if (found !== null) said.set(keyOf({ step: id, route: route.id }), found[words.language]);
    }
  }
  return said;
}

function widthOf(words: string | undefined): number {
  return words === undefined ? 0 : labelWidth({ zh: words, en: words }, 'zh');
}

function arrowHead(): Element {
  const path = element('path', { d: 'M0 0L8 4L0 8Z', fill: colour.line });
  const sides = { viewBox: '0 0 8 8', refX: '7', refY: '4', markerWidth: '8', markerHeight: '8' };
  const marker = element('marker', { id: 'arrow', ...sides, orient: 'auto' }, [path]);
  return element('defs', {}, [marker]);
}

function line({ points }: Track): Element {
  const d = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  return element('path', {
    d,
    fill: 'none',
    stroke: colour.line,
    'stroke-width': '1.5',
    'marker-end': 'url(#arrow)',
  });
}

function label(words: string | undefined, { label: at }: Track): Element[] {
  if (words === undefined) return [];
  const width = widthOf(words);
  const box = {
    x: String(at.x - width / 2),
    y: String(at.y - 11),
    width: String(width),
    height: '22',
  };
  return [
    element('rect', { ...box, rx: '4', fill: colour.ground }),
    text(
      cut(words, width - 10, 12),
      { x: at.x, y: at.y + 4 },
      { 'font-size': '12', 'text-anchor': 'middle', fill: colour.quiet },
    ),
  ];
}

function frame(
  step: Step | undefined,
  { x, y, width, height, lanes }: Frame,
  language: Language,
): Element[] {
  if (step?.kind !== 'parallel') return [];
  const names = new Map(step.branches.map((branch) => [branch.id, branch.name[language]]));
  return [
    rect({ x, y, width, height }, { rx: '8', fill: colour.frame, stroke: colour.line }),
    text(
      step.name[language],
      { x: x + 16, y: y + 26 },
      { 'font-size': '14', 'font-weight': '600' },
    ),
    ...lanes.flatMap((lane) => [
      rect(lane, { fill: 'none', stroke: colour.line, 'stroke-dasharray': '4 4' }),
      text(
        names.get(lane.branch) ?? '',
        { x: lane.x + 12, y: lane.y + 22 },
        { 'font-size': '12', fill: colour.quiet },
      ),
      element('circle', {
        cx: String(lane.entry.x),
        cy: String(lane.entry.y),
        r: '5',
        fill: colour.line,
      }),
    ]),
  ];
}

function stepShape(step: Step | undefined, box: Box, words: PictureWords): Element[] {
  if (step === undefined) return [];
  const { language, posts } = words;
  const round = kindOf(step).arrival === 'task' ? 8 : box.height / 2;
  const assigned = 'assign' in step && step.assign ? step.assign.post : undefined;
  const least = 'limits' in step ? tightest(step.limits) : undefined;
  const details = [
    assigned === undefined ? undefined : (posts[assigned]?.[language] ?? assigned),
    least === undefined ? undefined : words.limit(least.value, least.unit),
  ].filter((one) => one !== undefined);
  const rows = [step.name[language], ...details.slice(0, 2)];
  const middle = box.y + box.height / 2 - (rows.length - 1) * 10;
  return [
    rect(box, {
      rx: String(round),
      fill: colour.ground,
      stroke: colour.text,
      'stroke-width': step.kind === 'end' ? '2.5' : '1.25',
    }),
    ...(step.legal === true ? [rect({ ...box, width: 4 }, { fill: colour.accent })] : []),
    ...rows.map((row, index) =>
      text(
        cut(row, box.width - 24, 14),
        { x: box.x + box.width / 2, y: middle + 5 + index * 20 },
        {
          'font-size': index === 0 ? '14' : '12',
          'text-anchor': 'middle',
          fill: index === 0 ? colour.text : colour.quiet,
        },
      ),
    ),
  ];
}

function rect({ x, y, width, height }: Box, style: Record<string, string>): Element {
  const sides = { x: String(x), y: String(y), width: String(width), height: String(height) };
  return element('rect', { ...sides, ...style });
}

function text(words: string, { x, y }: Point, style: Record<string, string>): Element {
  return element('text', { x: String(x), y: String(y), fill: colour.text, ...style }, words);
}

/** As much as fits, by the width of its letters. */
function cut(words: string, room: number, size: number): string {
  let used = 0;
  let kept = '';
  for (const letter of words) {
    used += (letter.codePointAt(0) ?? 0) > 0x2e80 ? size : size * 0.56;
    if (used > room) return `${kept}…`;
    kept += letter;
  }
  return kept;
}
