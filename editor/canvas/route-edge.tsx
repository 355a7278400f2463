/** A route on the canvas: its track, its words, and the "+" that inserts a step. */
import { PlusOutlined, RollbackOutlined } from '@ant-design/icons';
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Point } from '../document/document.ts';
import { lineOf } from '../document/document.ts';
import { useSay } from '../words/say.ts';
import type { RouteEdge as RouteEdgeType } from './drawing.ts';
import { markColours } from './marks.ts';
import { useView, useViewStore } from './port.ts';
import { RouteToken } from './route-token.tsx';
import { LABEL_MOST } from './route-words.ts';

interface Look extends Pick<NonNullable<RouteEdgeType['data']>, 'returns' | 'mark'> {
  selected: boolean | undefined;
  isTarget: boolean;
  isHovered: boolean;
}

function classesOf({ selected, returns, isTarget, isHovered, mark }: Look): string {
  return [
    'route',
    selected ? 'is-selected' : '',
    returns ? 'is-return' : '',
    isTarget ? 'is-target' : '',
    isHovered ? 'is-hovered' : '',
    mark ? `has-mark state-${markColours[mark.kind]} mark-is-${mark.kind}` : '',
  ].join(' ');
}

export const RouteEdge = memo(function RouteEdge({
  id,
  data,
  selected,
  markerEnd,
}: EdgeProps<RouteEdgeType>) {
  const isTarget = useView((view) => view.drag?.onto === id);
  const isHovered = useView((view) => view.hovered === id);
  const held = useView((view) => view.held?.get(id));
  if (data === undefined) return null;
  const { words, mark, returns, editable } = data;
  const track = held ?? data.track;
  const classes = classesOf({ selected, returns, isTarget, isHovered, mark });
  return (
    <g className={classes}>
      <BaseEdge
        path={pathOf(track.points)}
        interactionWidth={20}
        {...(markerEnd === undefined ? {} : { markerEnd })}
      />
      {mark?.token && (
        <RouteToken key={mark.token.key} path={pathOf(track.points)} token={mark.token} />
      )}
      {(words !== null || editable) && (
        <EdgeLabelRenderer>
          <div
            className={`route-label nopan nodrag ${classes}${words === null ? ' is-bare' : ''}`}
            style={{
              transform: `translate(-50%, -50%) translate(${track.label.x}px, ${track.label.y}px)`,
            }}
          >
            {words !== null && <RouteWords id={id} words={words} returns={returns} />}
            {editable && <InsertHere id={id} />}
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  );
});

function RouteWords({
  id,
  words,
  returns,
}: {
  id: string;
  words: { zh: string; en: string };
  returns: boolean;
}) {
  const say = useSay();
  const view = useViewStore();
  return (
    <span
      className="route-words"
      style={{ maxWidth: LABEL_MOST }}
      title={say(words)}
      onClick={() => view.setState({ steps: new Set(), routes: new Set([id]) })}
    >
      {returns && <RollbackOutlined aria-hidden />}
      <span className="cut-words">{say(words)}</span>
    </span>
  );
}

function InsertHere({ id }: { id: string }) {
  const { t } = useTranslation('canvas');
  const view = useViewStore();
  const ask = (event: MouseEvent<HTMLElement>) => {
    const canvas = event.currentTarget.closest('.flow-canvas')?.getBoundingClientRect();
    const box = event.currentTarget.getBoundingClientRect();
    const at = { x: box.x + 12 - (canvas?.x ?? 0), y: box.bottom + 4 - (canvas?.y ?? 0) };
    view.setState({ asking: { what: 'insert', line: lineOf(id), at } });
  };
  return (
    <button
      type="button"
      className="route-insert"
      tabIndex={-1}
      aria-label={t('insertHere')}
      onClick={ask}
    >
      <PlusOutlined aria-hidden />
    </button>
  );
}

const RADIUS = 8;

/** An SVG path through corner points, its corners rounded. */
export function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const parts = [`M${first.x},${first.y}`];
  rest.forEach((corner, at) => {
    const before = points[at] as Point;
    const after = rest[at + 1];
    if (after === undefined) {
      parts.push(`L${corner.x},${corner.y}`);
      return;
    }
    const radius = Math.min(RADIUS, distance(before, corner) / 2, distance(corner, after) / 2);
    const from = towards(corner, before, radius);
    const to = towards(corner, after, radius);
    parts.push(`L${from.x},${from.y}Q${corner.x},${corner.y} ${to.x},${to.y}`);
  });
  return parts.join('');
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * by, y: from.y + Math.sign(to.y - from.y) * by };
}
