/** The whole HTTP surface: what every request passes, then the routes. */
import { OpenAPIHono } from '@hono/zod-openapi';
import { HTTPException } from 'hono/http-exception';
import { problem, type Problem } from '@flowmeter/engine/problem.ts';
import type { AppEnv } from './app-env.ts';
import { assertGuarded } from './auth/assert-guarded.ts';
import type { Deps } from './deps.ts';
import { frontDoor } from './front-door.ts';
import { wordsOfError } from './log.ts';
import { refuse } from './problem-answer.ts';
import { DamagedBlock } from './records/blocks.ts';
import { newRoutes } from './routes/define.ts';
import { draftRoutes } from './routes/drafts.ts';
import { caseRoutes } from './routes/cases.ts';
import { accountRoutes } from './routes/accounts.ts';
import { auditRoutes } from './routes/audits.ts';
import { auditLogRoutes } from './routes/audit-log.ts';
import { backupRoutes } from './routes/backups.ts';
import { backtestRoutes } from './routes/backtests.ts';
import { changeRoutes } from './routes/changes.ts';
import { closingRoutes } from './routes/closings.ts';
import { commentRoutes } from './routes/comments.ts';
import { definitionRoutes } from './routes/definitions.ts';
import { docsRoutes } from './routes/docs.ts';
import { evidenceRoutes } from './routes/evidence.ts';
import { eventRoutes } from './routes/events.ts';
import { exemptionRoutes } from './routes/exemptions.ts';
import { exchangeRoutes } from './routes/exchange.ts';
import { figurePreviewRoutes } from './routes/figure-previews.ts';
import { findingRoutes } from './routes/findings.ts';
import { grantRoutes } from './routes/grants.ts';
import { healthRoutes } from './routes/health.ts';
import { incidentRoutes } from './routes/incidents.ts';
import { liveRoutes } from './routes/live.ts';
import { logRoutes } from './routes/logs.ts';
import { migrationRoutes } from './routes/migrations.ts';
import { noticeRoutes } from './routes/notices.ts';
import { organisationRoutes } from './routes/organisation.ts';
import { ownAccountRoutes } from './routes/own-account.ts';
import { privacyRoutes } from './routes/privacy.ts';
import { recordRoutes } from './routes/records.ts';
import { rebaseRoutes } from './routes/rebases.ts';
import { ruleRoutes } from './routes/rules.ts';
import { scorecardRoutes } from './routes/scorecards.ts';
import { sessionRoutes } from './routes/session.ts';
import { singleSignOnRoutes } from './routes/single-sign-on.ts';
import { pastCaseRoutes } from './routes/past-cases.ts';
import { simulationRoutes } from './routes/simulations.ts';
import { serveEditor } from './routes/static.ts';
import { taskRoutes } from './routes/tasks.ts';
import { taskSharingRoutes } from './routes/task-sharing.ts';

/** Every route of the API, once. */
const routes = newRoutes()
  .route('/', healthRoutes)
  .route('/', sessionRoutes)
  .route('/', singleSignOnRoutes)
  .route('/', ownAccountRoutes)
  .route('/', accountRoutes)
  .route('/', grantRoutes)
  .route('/', organisationRoutes)
  .route('/', caseRoutes)
  .route('/', taskRoutes)
  .route('/', taskSharingRoutes)
  .route('/', noticeRoutes)
  .route('/', findingRoutes)
  .route('/', auditRoutes)
  .route('/', exemptionRoutes)
  .route('/', incidentRoutes)
  .route('/', eventRoutes)
  .route('/', scorecardRoutes)
  .route('/', closingRoutes)
  .route('/', figurePreviewRoutes)
  .route('/', logRoutes)
  .route('/', recordRoutes)
  .route('/', liveRoutes)
  .route('/', definitionRoutes)
  .route('/', ruleRoutes)
  .route('/', draftRoutes)
  .route('/', rebaseRoutes)
  .route('/', changeRoutes)
  .route('/', commentRoutes)
  .route('/', evidenceRoutes)
  .route('/', backtestRoutes)
  .route('/', exchangeRoutes)
  .route('/', simulationRoutes)
  .route('/', pastCaseRoutes)
  .route('/', migrationRoutes)
  .route('/', auditLogRoutes)
  .route('/', privacyRoutes)
  .route('/', backupRoutes)
  .route('/', docsRoutes);

/** The type that a client of the API is made from. */
export type Api = typeof routes;

const about = {
  openapi: '3.1.0',
  info: {
    title: 'Flowmeter 精流',
    version: '0.1.0',
    description: 'Processes, audit rules and KPIs as versioned, proven, auditable JSON.',
  },
};

/** @throws when a route has no row in the policy */
export function createApp(deps: Deps, editorFolder?: string) {
  const app = new OpenAPIHono<AppEnv>();
  const describe = once(() => app.getOpenAPI31Document(about));
  app.use(frontDoor(deps, describe));
  app.route('/', routes);
  assertGuarded(app);
  if (editorFolder !== undefined) app.get('*', serveEditor(editorFolder));
  app.notFound((c) => refuse(c, [problem('route_not_found')]));
  app.onError((error, c) => {
    const known = error instanceof HTTPException ? problemOf(error) : undefined;
    if (known !== undefined) return refuse(c, [known]);
    deps.log('error', 'a request failed', {
      request_id: c.var.requestId,
      path: c.req.path,
      ...wordsOfError(error),
    });
    const isDamaged = error instanceof DamagedBlock;
    return refuse(c, [
      isDamaged
        ? problem('records_damaged', { record: importedRecords })
        : problem('internal', { request: c.var.requestId }),
    ]);
  });
  return app;
}

/** Which of them cannot be told where several kinds are read together. */
const importedRecords = { zh: '导入的记录', en: 'imported records' };

/** What Hono itself refuses. */
function problemOf(error: HTTPException): Problem | undefined {
  if (error.status === 415) return problem('json_only');
  return error.status === 400 ? problem('not_json', { reason: error.message }) : undefined;
}

function once(make: () => object): () => Record<string, unknown> {
  let made: Record<string, unknown> | undefined;
  return () => (made ??= { ...make() });
}
