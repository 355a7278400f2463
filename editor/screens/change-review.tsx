/** The auditor's review of a change: what differs, what is known about it, and the decision. */
import '../theme/review.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { changeOf, type Change } from '../api/changes.ts';
import { Answered } from '../display/answered.tsx';
import { groupsOf } from './change-review-groups.ts';
import { ReviewHead } from './change-review-head.tsx';
import { chartsOf, createMaps, ReviewMap } from './change-review-map.tsx';
import { ReviewPanel } from './change-review-panel.tsx';
import { Decision } from './change-review-decision.tsx';
import { usePlace } from './change-review-place.ts';
import { flowChangeOf } from './change-review-overlay.ts';

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
  const groups = useMemo(() => groupsOf(change), [change]);
  const [views] = useState(createMaps);
  const flow = useMemo(() => flowChangeOf(change), [change]);
  const charts = useMemo(() => chartsOf(flow, views), [flow, views]);
  const place = usePlace(groups, charts);
  return (
    <div className={`page review${flow === null ? '' : ' review-mapped'}`}>
      <ReviewHead change={change} />
      <div className="review-body">
        <ReviewPanel change={change} groups={groups} place={place} />
        {flow && <ReviewMap change={flow} views={views} />}
        <Decision change={change} />
      </div>
    </div>
  );
}
