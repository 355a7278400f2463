/** The canvas of a review: old and new laid over each other, or side by side. */
import { Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FlowCanvas } from '../canvas/flow-canvas.tsx';
import type { Marks } from '../canvas/marks.ts';
import { createView, type View } from '../canvas/view-state.ts';
import { useIsWide } from '../display/wide.ts';
import { CalledFlow, opensCalled } from './called-flow.tsx';
import { marksWithout } from './change-review-marks.ts';
import { onlyPlaced, overlayOf, type DrawnChange } from './change-review-overlay.ts';
import type { Chart } from './change-review-place.ts';
import { Sign } from './change-review-sign.tsx';
import { talkBadges, useTalk, withTalk } from './change-review-talk.ts';
import { useFlowSurroundings } from './flow-view-surroundings.ts';

const modes = ['overlay', 'beside'] as const;

export type MapMode = (typeof modes)[number];

/** What is seen of each canvas: the overlay, the old flow, the new one. */
type Views = [overlay: View, old: View, now: View];

export function createMaps(): Views {
  return [createView(), createView(), createView()];
}

export function chartsOf(change: DrawnChange | null, [overlay, old, now]: Views): Chart[] {
  if (change === null) return [];
  const { base, content } = change;
  return [
    { view: overlay, flow: null, other: null },
    { view: old, flow: base, other: content },
    { view: now, flow: content, other: base },
  ];
}

type Badges = ReturnType<typeof talkBadges>;

interface ReviewMapProps {
  change: DrawnChange;
  views: Views;
  map: MapMode | undefined;
  onMap: (map: MapMode | undefined) => void;
}

export function ReviewMap({ change, views, map = 'overlay', onMap }: ReviewMapProps) {
  const { t } = useTranslation('changes');
  const { threads } = useTalk();
  const drawn = useMemo(() => overlayOf(change), [change]);
  const overlay = useMemo(
    () => ({ ...drawn, marks: withTalk(drawn.marks, threads, change.content.id) }),
    [drawn, threads, change],
  );
  const badges = useMemo(() => talkBadges(threads, change.content.id), [threads, change]);
  const mode = change.base === null ? 'overlay' : map;
  return (
    <section className="section review-map" aria-label={t('map.title')}>
      <div className="section-head">
        <Legend change={change} />
        {change.base !== null && <Mode mode={mode} onMap={onMap} />}
      </div>
      {mode === 'overlay' ? (
        <Overlay overlay={overlay} badges={badges} view={views[0]} />
      ) : (
        <Beside change={change} marks={overlay.marks} badges={badges} views={views} />
      )}
    </section>
  );
}

interface OverlayProps {
  overlay: ReturnType<typeof overlayOf>;
  badges: Badges;
  view: View;
}

function Overlay({ overlay, badges, view }: OverlayProps) {
  const { t } = useTranslation('changes');
  const surroundings = useFlowSurroundings();
  const isWide = useIsWide();
  return (
    <div className="review-canvas">
      <div className="map-place">
        <FlowCanvas
          {...overlay}
          badges={badges}
          surroundings={surroundings}
          mode="view"
          wheels={isWide}
          view={view}
          host={opensCalled}
          label={t('map.overlayOf')}
        />
        <CalledFlow view={view} flow={overlay.flow} surroundings={surroundings} />
      </div>
    </div>
  );
}

type BesideProps = Pick<ReviewMapProps, 'change' | 'views'> & { marks: Marks; badges: Badges };

function Beside({ change, marks, badges, views }: BesideProps) {
  const { t } = useTranslation('changes');
  const surroundings = useFlowSurroundings();
  const isWide = useIsWide();
  const old = useMemo(() => marksWithout(marks, 'added'), [marks]);
  const now = useMemo(() => marksWithout(marks, 'removed'), [marks]);
  const { base, content, layout, base_layout } = change;
  if (base === null) return null;
  return (
    <div className="review-pair">
      <figure>
        <figcaption>{t('map.old')}</figcaption>
        <div className="map-place">
          <FlowCanvas
            flow={base}
            layout={base_layout}
            marks={old}
            badges={badges}
            surroundings={surroundings}
            mode="view"
            wheels={isWide}
            view={views[1]}
            host={opensCalled}
            label={t('map.oldOf')}
          />
          <CalledFlow view={views[1]} flow={base} surroundings={surroundings} />
        </div>
      </figure>
      <figure>
        <figcaption>{t('map.new')}</figcaption>
        <div className="map-place">
          <FlowCanvas
            flow={content}
            layout={layout ?? base_layout}
            marks={now}
            badges={badges}
            surroundings={surroundings}
            mode="view"
            wheels={isWide}
            view={views[2]}
            host={opensCalled}
            label={t('map.newOf')}
          />
          <CalledFlow view={views[2]} flow={content} surroundings={surroundings} />
        </div>
      </figure>
    </div>
  );
}

interface ModeProps {
  mode: MapMode;
  onMap: ReviewMapProps['onMap'];
}

function Mode({ mode, onMap }: ModeProps) {
  const { t } = useTranslation('changes');
  return (
    <Segmented<MapMode>
      aria-label={t('map.mode')}
      value={mode}
      options={modes.map((value) => ({ value, label: t(`map.${value}`) }))}
      onChange={(map) => onMap(map === 'overlay' ? undefined : map)}
    />
  );
}

/** What the signs mean, and how many differences there are of each; what was moved has changed. */
function Legend({ change }: { change: DrawnChange }) {
  const { t } = useTranslation('changes');
  const placed = useMemo(() => onlyPlaced(change).length, [change]);
  const { differences } = change;
  const kinds = ['added', 'removed', 'changed'] as const;
  const countOf = (kind: (typeof kinds)[number]) =>
    differences.filter((one) => (one.kind === 'moved' ? 'changed' : one.kind) === kind).length;
  return (
    <ul className="legend">
      {kinds.map((kind) => (
        <li key={kind}>
          <Sign kind={kind} />
          {t('difference.count', { kind: t(`difference.kind.${kind}`), count: countOf(kind) })}
        </li>
      ))}
      {placed > 0 && <li className="quiet">{t('map.placed', { count: placed })}</li>}
    </ul>
  );
}
