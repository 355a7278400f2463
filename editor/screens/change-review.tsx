/** The auditor's review of a change: what differs, what is known about it, and the decision. */
import '../theme/review.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { changeOf, type Change } from '../api/changes.ts';
import { Answered } from '../display/answered.tsx';
import { groupsOf } from './change-review-groups.ts';
import { ReviewHead } from './change-review-head.tsx';
import { chartsOf, createMaps, ReviewMap } from './change-review-map.tsx';
import { ReviewPanel } from './change-review-panel.tsx';
import { Decision } from './change-review-decision.tsx';
import { usePlace } from './change-review-place.ts';
import { useShowThread } from './change-review-show.ts';
import { TalkContext, useTalkOf } from './change-review-talk.ts';
import { flowChangeOf, type DrawnChange } from './change-review-overlay.ts';

const route = getRouteApi('/in/changes/$id');

export function ChangeReviewScreen() {
  const { id } = route.useParams();
  const query = useQuery(changeOf(id));
  if (query.data !== undefined) return <Review key={id} change={query.data} />;
  return (
    <div className="page">
      <Answered page query={query} rows={14}>
        {() => null}
      </Answered>
    </div>
  );
}

function Review({ change }: { change: Change }) {
  const { item = 1 } = route.useSearch();
  const shown = useMemo(() => lookedAt(change, item), [change, item]);
  const flow = useMemo(() => flowChangeOf(shown), [shown]);
  const talk = useTalkOf(change);
  return (
    <TalkContext value={talk}>
      <div className={`page review${flow === null ? '' : ' review-mapped'}`}>
        <ReviewHead change={change} />
        <div className="review-body">
          <LookedAt key={item} change={change} shown={shown} flow={flow} />
          <Decision change={change} />
        </div>
      </div>
    </TalkContext>
  );
}

interface LookedAtProps {
  change: Change;
  shown: Change;
  flow: DrawnChange | null;
}

/** The definition that is looked at: what differs in it, and its map where it has one. */
function LookedAt({ change, shown, flow }: LookedAtProps) {
  const groups = useMemo(() => groupsOf(shown), [shown]);
  const [views] = useState(createMaps);
  const charts = useMemo(() => chartsOf(flow, views), [flow, views]);
  const { at, map, place: pointer } = route.useSearch();
  const navigate = useNavigate({ from: '/changes/$id' });
  const place = usePlace(groups, charts, {
    at,
    pointer,
    along: {},
    go: (n) =>
      void navigate({
        search: (before) => ({ ...before, tab: undefined, at: n, place: undefined }),
        replace: true,
        resetScroll: false,
      }),
  });
  const onShow = useShowThread(change, charts);
  return (
    <>
      <ReviewPanel change={change} shown={shown} groups={groups} place={place} onShow={onShow} />
      {flow && (
        <ReviewMap
          change={flow}
          views={views}
          map={map}
          onMap={(chosen) =>
            void navigate({ search: (before) => ({ ...before, map: chosen }), replace: true })
          }
        />
      )}
    </>
  );
}

/** The change as if it were of one of its definitions only. */
function lookedAt(change: Change, item: number): Change {
  const one = change.items[item - 1] ?? change.items[0];
  if (one === undefined || change.items.length === 1) return change;
  const { base_hash: _, content_hash: __, ...document } = one;
  return { ...change, ...document };
}
