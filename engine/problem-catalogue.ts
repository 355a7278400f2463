/** Every expected failure of the product, by code. A new one is a row in `engine/problems/`. */
import { accessProblems } from './problems/access.ts';
import { accountProblems } from './problems/accounts.ts';
import { bpmnProblems } from './problems/bpmn.ts';
import { calendarProblems } from './problems/calendars.ts';
import { caseProblems } from './problems/cases.ts';
import { commentProblems } from './problems/comments.ts';
import { connectorProblems } from './problems/connectors.ts';
import { documentProblems } from './problems/documents.ts';
import { evidenceProblems } from './problems/evidence.ts';
import { exchangeProblems } from './problems/exchange.ts';
import { flowProblems } from './problems/flows.ts';
import { governanceProblems } from './problems/governance.ts';
import { importProblems } from './problems/imports.ts';
import { indicatorProblems } from './problems/indicators.ts';
import { kindProblems } from './problems/kinds.ts';
import { logProblems } from './problems/logs.ts';
import { mergeProblems } from './problems/merges.ts';
import { peopleProblems } from './problems/people.ts';
import { privacyProblems } from './problems/privacy.ts';
import { recordProblems } from './problems/records.ts';
import { ruleProblems } from './problems/rules.ts';
import { migrationProblems } from './problems/migrations.ts';
import type { ProblemRow } from './problems/row.ts';
import { tableProblems } from './problems/tables.ts';
import { shapingProblems } from './problems/shaping.ts';
import { simulationProblems } from './problems/simulations.ts';

const rows = {
  ...documentProblems,
  ...flowProblems,
  ...kindProblems,
  ...shapingProblems,
  ...ruleProblems,
  ...tableProblems,
  ...recordProblems,
  ...calendarProblems,
  ...importProblems,
  ...indicatorProblems,
  ...caseProblems,
  ...governanceProblems,
  ...migrationProblems,
  ...logProblems,
  ...mergeProblems,
  ...peopleProblems,
  ...accessProblems,
  ...accountProblems,
  ...simulationProblems,
  ...commentProblems,
  ...connectorProblems,
  ...evidenceProblems,
  ...exchangeProblems,
  ...bpmnProblems,
  ...privacyProblems,
} as const;

export type ProblemCode = keyof typeof rows;

export const catalogue: Record<ProblemCode, ProblemRow> = rows;
