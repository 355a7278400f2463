/** Every view is an address: the screens, their typed parameters, what they load. */
import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { caseOf } from './api/cases.ts';
import { changeOf } from './api/changes.ts';
import { packInForce } from './api/pack.ts';
import { taskOf } from './api/tasks.ts';
import { Waiting } from './display/answered.tsx';
import { log, logs, records, scorecard, scorecards, typical } from './router-figures.tsx';
import { inside, root } from './router-frame.tsx';
import {
  auditLog,
  grants,
  help,
  login,
  people,
  privacy,
  profile,
  proved,
  secondFactor,
  setUp,
} from './router-system.tsx';
import { searches } from './search.ts';
import { ErrorScreen, MissingScreen } from './shell/error-screen.tsx';
import { loadWords } from './words/setup.ts';

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  loader: () => loadWords('access', 'tasks'),
  component: lazyRouteComponent(() => import('./screens/home.tsx'), 'HomeScreen'),
});

const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/inbox',
  validateSearch: searches.inbox,
  loader: () => loadWords('tasks', 'cases', 'sharing'),
  component: lazyRouteComponent(() => import('./screens/inbox.tsx'), 'InboxScreen'),
});

const task = createRoute({
  getParentRoute: () => inside,
  path: '/tasks/$id',
  loader: ({ context, params }) => {
    void context.client.prefetchQuery(taskOf(params.id));
    return loadWords('tasks', 'cases', 'sharing');
  },
  component: lazyRouteComponent(() => import('./screens/task.tsx'), 'TaskScreen'),
});

const cases = createRoute({
  getParentRoute: () => inside,
  path: '/cases',
  validateSearch: searches.cases,
  loader: () => loadWords('cases'),
  component: lazyRouteComponent(() => import('./screens/cases.tsx'), 'CasesScreen'),
});

const newCase = createRoute({
  getParentRoute: () => inside,
  path: '/cases/new',
  validateSearch: searches.newCase,
  loader: () => loadWords('cases', 'tasks'),
  component: lazyRouteComponent(() => import('./screens/open-case.tsx'), 'OpenCaseScreen'),
});

const oneCase = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$id',
  validateSearch: searches.case,
  loader: ({ context, params }) => {
    void context.client.prefetchQuery(caseOf(params.id));
    return loadWords('cases', 'findings', 'canvas', 'sharing');
  },
  component: lazyRouteComponent(() => import('./screens/case.tsx'), 'CaseScreen'),
});

const findings = createRoute({
  getParentRoute: () => inside,
  path: '/findings',
  validateSearch: searches.findings,
  loader: () => loadWords('findings'),
  component: lazyRouteComponent(() => import('./screens/findings.tsx'), 'FindingsScreen'),
});

const finding = createRoute({
  getParentRoute: () => inside,
  path: '/findings/$id',
  loader: () => loadWords('findings'),
  component: lazyRouteComponent(() => import('./screens/finding.tsx'), 'FindingScreen'),
});

const whiteList = createRoute({
  getParentRoute: () => inside,
  path: '/white-list',
  validateSearch: searches.whiteList,
  loader: () => loadWords('findings'),
  component: lazyRouteComponent(() => import('./screens/white-list.tsx'), 'WhiteListScreen'),
});

const audits = createRoute({
  getParentRoute: () => inside,
  path: '/audits',
  loader: () => loadWords('findings'),
  component: lazyRouteComponent(() => import('./screens/audits.tsx'), 'AuditsScreen'),
});

const auditRun = createRoute({
  getParentRoute: () => inside,
  path: '/audits/$id',
  validateSearch: searches.auditRun,
  loader: () => loadWords('findings'),
  component: lazyRouteComponent(() => import('./screens/audit-run.tsx'), 'AuditRunScreen'),
});

const backtest = createRoute({
  getParentRoute: () => inside,
  path: '/backtests/$id',
  validateSearch: searches.backtest,
  loader: () => loadWords('backtest', 'findings'),
  component: lazyRouteComponent(() => import('./screens/backtest.tsx'), 'BacktestScreen'),
});

const incidents = createRoute({
  getParentRoute: () => inside,
  path: '/incidents',
  validateSearch: searches.incidents,
  loader: () => loadWords('incidents'),
  component: lazyRouteComponent(() => import('./screens/incidents.tsx'), 'IncidentsScreen'),
});

const flows = createRoute({
  getParentRoute: () => inside,
  path: '/flows',
  loader: () => loadWords('flows', 'interchange', 'begin'),
  component: lazyRouteComponent(() => import('./screens/flows.tsx'), 'FlowsScreen'),
});

const flow = createRoute({
  getParentRoute: () => inside,
  path: '/flows/$id',
  validateSearch: searches.flow,
  loader: () => loadWords('flows', 'canvas', 'migration', 'interchange', 'versions'),
  component: lazyRouteComponent(() => import('./screens/flow-view.tsx'), 'FlowViewScreen'),
});

const rules = createRoute({
  getParentRoute: () => inside,
  path: '/rules',
  validateSearch: searches.rules,
  loader: () => loadWords('rules', 'flows', 'begin'),
  component: lazyRouteComponent(() => import('./screens/rules.tsx'), 'RulesScreen'),
});

const ruleSet = createRoute({
  getParentRoute: () => inside,
  path: '/rules/$id',
  validateSearch: searches.ruleSet,
  loader: () => loadWords('rules', 'flows', 'panels', 'findings', 'versions', 'migration'),
  component: lazyRouteComponent(() => import('./screens/rule-set.tsx'), 'RuleSetScreen'),
});

const table = createRoute({
  getParentRoute: () => inside,
  path: '/tables/$id',
  validateSearch: searches.table,
  loader: () => loadWords('rules', 'flows', 'panels', 'versions', 'migration'),
  component: lazyRouteComponent(
    () => import('./screens/decision-table.tsx'),
    'DecisionTableScreen',
  ),
});

const facts = createRoute({
  getParentRoute: () => inside,
  path: '/facts',
  validateSearch: searches.facts,
  loader: () => loadWords('facts', 'rules', 'panels', 'versions', 'begin'),
  component: lazyRouteComponent(() => import('./screens/facts.tsx'), 'FactsScreen'),
});

const derived = createRoute({
  getParentRoute: () => inside,
  path: '/derived',
  validateSearch: searches.derived,
  loader: () => loadWords('derived', 'versions', 'rules', 'begin'),
  component: lazyRouteComponent(() => import('./screens/derived-facts.tsx'), 'DerivedFactsScreen'),
});

const definitions = createRoute({
  getParentRoute: () => inside,
  path: '/definitions',
  validateSearch: searches.definitions,
  loader: () => loadWords('versions', 'begin'),
  component: lazyRouteComponent(() => import('./screens/definitions.tsx'), 'DefinitionsScreen'),
});

const history = createRoute({
  getParentRoute: () => inside,
  path: '/definitions/$kind/$id',
  validateSearch: searches.history,
  loader: () => loadWords('versions', 'changes', 'flows', 'canvas', 'migration'),
  component: lazyRouteComponent(
    () => import('./screens/definition-history.tsx'),
    'DefinitionHistoryScreen',
  ),
});

const migration = createRoute({
  getParentRoute: () => inside,
  path: '/flows/$id/migration',
  validateSearch: searches.migration,
  loader: () => loadWords('migration', 'flows'),
  component: lazyRouteComponent(() => import('./screens/migration.tsx'), 'MigrationScreen'),
});

const draft = createRoute({
  getParentRoute: () => inside,
  path: '/drafts/$id',
  validateSearch: searches.draft,
  loader: ({ context }) => {
    void context.client.prefetchQuery(packInForce);
    return loadWords('editor', 'canvas', 'panels', 'backtest', 'interchange');
  },
  component: lazyRouteComponent(() => import('./screens/flow-editor.tsx'), 'FlowEditorScreen'),
});
const changes = createRoute({
  getParentRoute: () => inside,
  path: '/changes',
  validateSearch: searches.changes,
  loader: () => loadWords('changes', 'editor'),
  component: lazyRouteComponent(() => import('./screens/changes.tsx'), 'ChangesScreen'),
});

const scheduled = createRoute({
  getParentRoute: () => inside,
  path: '/schedule',
  loader: () => loadWords('changes'),
  component: lazyRouteComponent(() => import('./screens/schedule.tsx'), 'ScheduleScreen'),
});

const change = createRoute({
  getParentRoute: () => inside,
  path: '/changes/$id',
  validateSearch: searches.change,
  loader: ({ context, params }) => {
    void context.client.prefetchQuery(changeOf(params.id));
    return loadWords('changes', 'evidence', 'flows', 'canvas', 'backtest');
  },
  component: lazyRouteComponent(() => import('./screens/change-review.tsx'), 'ChangeReviewScreen'),
});

/** Within the frame of the console, so that the way on is at hand. */
const missing = createRoute({
  getParentRoute: () => inside,
  path: '$',
  component: MissingScreen,
});

const tree = root.addChildren([
  login,
  setUp,
  secondFactor,
  proved,
  inside.addChildren([
    home,
    inbox,
    task,
    cases,
    newCase,
    oneCase,
    flows,
    flow,
    rules,
    ruleSet,
    table,
    facts,
    derived,
    definitions,
    history,
    migration,
    draft,
    changes,
    scheduled,
    change,
    findings,
    finding,
    typical,
    whiteList,
    audits,
    auditRun,
    backtest,
    incidents,
    scorecards,
    scorecard,
    records,
    logs,
    log,
    auditLog,
    profile,
    people,
    grants,
    help,
    privacy,
    missing,
  ]),
]);

export function createScreens(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultPendingComponent: () => <Waiting rows={8} />,
    defaultErrorComponent: ErrorScreen,
    defaultNotFoundComponent: MissingScreen,
    scrollRestoration: true,
    // What no screen asks for does not reach it.
    search: { strict: true },
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createScreens>;
  }
}
