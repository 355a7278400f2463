/** The namespaces of words and the type of their keys: a key that is not there does not compile. */
import type access from './zh/access.json';
import type accounts from './zh/accounts.json';
import type audit from './zh/audit.json';
import type backtest from './zh/backtest.json';
import type begin from './zh/begin.json';
import type cases from './zh/cases.json';
import type changes from './zh/changes.json';
import type closing from './zh/closing.json';
import type derived from './zh/derived.json';
import type display from './zh/display.json';
import type canvas from './zh/canvas.json';
import type editor from './zh/editor.json';
import type evidence from './zh/evidence.json';
import type exchange from './zh/exchange.json';
import type facts from './zh/facts.json';
import type figures from './zh/figures.json';
import type findings from './zh/findings.json';
import type flows from './zh/flows.json';
import type grid from './zh/grid.json';
import type forms from './zh/forms.json';
import type help from './zh/help.json';
import type interchange from './zh/interchange.json';
import type merge from './zh/merge.json';
import type migration from './zh/migration.json';
import type incidents from './zh/incidents.json';
import type panels from './zh/panels.json';
import type privacy from './zh/privacy.json';
import type rules from './zh/rules.json';
import type scores from './zh/scores.json';
import type sharing from './zh/sharing.json';
import type shell from './zh/shell.json';
import type tasks from './zh/tasks.json';
import type trial from './zh/trial.json';
import type versions from './zh/versions.json';

interface Words {
  access: typeof access;
  accounts: typeof accounts;
  audit: typeof audit;
  backtest: typeof backtest;
  begin: typeof begin;
  cases: typeof cases;
  changes: typeof changes;
  closing: typeof closing;
  derived: typeof derived;
  display: typeof display;
  canvas: typeof canvas;
  editor: typeof editor;
  evidence: typeof evidence;
  exchange: typeof exchange;
  facts: typeof facts;
  figures: typeof figures;
  findings: typeof findings;
  flows: typeof flows;
  grid: typeof grid;
  forms: typeof forms;
  help: typeof help;
  interchange: typeof interchange;
  merge: typeof merge;
  migration: typeof migration;
  incidents: typeof incidents;
  panels: typeof panels;
  privacy: typeof privacy;
  rules: typeof rules;
  scores: typeof scores;
  sharing: typeof sharing;
  shell: typeof shell;
  tasks: typeof tasks;
  trial: typeof trial;
  versions: typeof versions;
}

export type Namespace = keyof Words;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    returnNull: false;
    resources: Words;
  }
}
