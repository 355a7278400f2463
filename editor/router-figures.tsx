/** Addresses of scorecards, of what a figure was made of, of imported logs, and of what is found most. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './router-frame.tsx';
import { searches } from './search.ts';
import { loadWords } from './words/setup.ts';

export const scorecards = createRoute({
  getParentRoute: () => inside,
  path: '/scorecards',
  loader: () => loadWords('scores', 'rules', 'begin'),
  component: lazyRouteComponent(() => import('./screens/scorecards.tsx'), 'ScorecardsScreen'),
});

export const scorecard = createRoute({
  getParentRoute: () => inside,
  path: '/scorecards/$id',
  validateSearch: searches.scorecard,
  loader: () => loadWords('scores'),
  component: lazyRouteComponent(() => import('./screens/scorecard.tsx'), 'ScorecardScreen'),
});

export const records = createRoute({
  getParentRoute: () => inside,
  path: '/indicators/$id',
  validateSearch: searches.records,
  loader: () => loadWords('scores'),
  component: lazyRouteComponent(
    () => import('./screens/indicator-records.tsx'),
    'IndicatorRecordsScreen',
  ),
});

export const logs = createRoute({
  getParentRoute: () => inside,
  path: '/logs',
  loader: () => loadWords('scores'),
  component: lazyRouteComponent(() => import('./screens/logs.tsx'), 'LogsScreen'),
});

export const log = createRoute({
  getParentRoute: () => inside,
  path: '/logs/$id',
  loader: () => loadWords('scores', 'cases', 'findings'),
  component: lazyRouteComponent(() => import('./screens/log.tsx'), 'LogScreen'),
});

export const typical = createRoute({
  getParentRoute: () => inside,
  path: '/typical-problems',
  validateSearch: searches.typical,
  loader: () => loadWords('findings'),
  component: lazyRouteComponent(
    () => import('./screens/typical-problems.tsx'),
    'TypicalProblemsScreen',
  ),
});
