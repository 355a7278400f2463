/** What a view's address may carry after `?`: read from untrusted text, anything else is dropped. */
import { changeStates } from '@flowmeter/engine/changes/change.ts';
import type { DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import type { Severity, Stage } from '@flowmeter/engine/definition/ruleset.ts';

type Search = Record<string, unknown>;

/**
 * Every word of a type, and none forgotten: it does not compile otherwise. The engine has them as well,
 * beside schemas that the page a person waits for has no use for.
 */
function every<T extends string>(words: Record<T, true>): T[] {
  return Object.keys(words) as T[];
}

const stages = every<Stage>({ before: true, during: true, after: true });
const severities = every<Severity>({ R1: true, R2: true, R3: true, R4: true });
const kinds = every<DefinitionKind>({
  flow: true,
  ruleset: true,
  table: true,
  facts: true,
  record: true,
  derived: true,
  calendar: true,
  organisation: true,
  indicator: true,
  scorecard: true,
  connector: true,
  retention: true,
  layout: true,
  examples: true,
});

const boxes = ['mine', 'pool', 'unit', 'copied'] as const;
const urgencies = ['over', 'soon', 'left', 'still'] as const;
const caseStates = ['open', 'ended'] as const;
const caseTabs = ['work', 'timeline', 'data', 'findings'] as const;
const findingStates = ['open', 'confirmed', 'false_positive', 'rectified', 'closed'] as const;
export const flipSides = ['gained', 'lost'] as const;
export const problemGroups = ['rule', 'unit', 'cause'] as const;
/** `all`: also those that are over. */
export const exemptionStates = ['all', 'over'] as const;
const incidentTabs = ['cases', 'events'] as const;
const recordKinds = ['counted', 'not', 'unknown'] as const;
const results = ['allowed', 'denied'] as const;
const auditTabs = ['entries', 'checkpoints'] as const;
const changesShown = ['waiting', 'reviews', 'mine'] as const;
export const changeKinds = kinds.filter((kind) => kind !== 'layout');
export const accountFilters = [
  'none',
  'invited',
  'active',
  'locked',
  'closed',
  'password',
  'reset',
] as const;
export const grantTabs = ['waiting', 'decided'] as const;
const reviewTabs = ['differences', 'evidence', 'discussion', 'log'] as const;
/** Parts of the evidence for a change, in the order of reading. */
export const evidenceParts = [
  'differences',
  'problems',
  'soundness',
  'analysis',
  'examples',
  'backtest',
  'migration',
  'people',
] as const;
/** How an opened rule is shown. */
export const ruleViews = ['sentence', 'form', 'json'] as const;
export type RuleView = (typeof ruleViews)[number];
/** How all rules of a set are shown. */
export const setViews = ['list', 'grid', 'json'] as const;
export type SetView = (typeof setViews)[number];
const comparedBy = ['words', 'fields'] as const;
const reviewMaps = ['overlay', 'beside'] as const;

/** Tabs of what is kept. */
export const privacyTabs = ['periods', 'holds', 'erasures', 'exports', 'backups'] as const;
export type PrivacyTab = (typeof privacyTabs)[number];

export const searches = {
  login: (search: Search) =>
    present({ next: localPath(search['next']), problem: text(search['problem']) }),
  inbox: (search: Search) =>
    present({
      box: oneOf(boxes, search['box']),
      q: text(search['q']),
      urgency: oneOf(urgencies, search['urgency']),
      task: text(search['task']),
    }),
  cases: (search: Search) =>
    present({
      q: text(search['q']),
      flow: text(search['flow']),
      status: oneOf(caseStates, search['status']),
      log: text(search['log']),
    }),
  newCase: (search: Search) => present({ flow: text(search['flow']) }),
  case: (search: Search) => present({ tab: oneOf(caseTabs, search['tab']) }),
  findings: (search: Search) =>
    present({
      status: oneOf(findingStates, search['status']),
      rule: text(search['rule']),
      log: text(search['log']),
      subject: text(search['subject']),
      unit: text(search['unit']),
      cause: text(search['cause']),
      /** Found at or after, and before, these instants. */
      from: text(search['from']),
      to: text(search['to']),
    }),
  typical: (search: Search) =>
    present({
      by: oneOf(problemGroups, search['by']),
      subject: text(search['subject']),
      months: count(search['months']),
    }),
  whiteList: (search: Search) =>
    present({
      state: oneOf(exemptionStates, search['state']),
      rule: text(search['rule']),
      id: text(search['id']),
      object: text(search['object']),
    }),
  auditRun: (search: Search) => present({ rule: text(search['rule']) }),
  backtest: (search: Search) =>
    present({ rule: text(search['rule']), side: oneOf(flipSides, search['side']) }),
  incidents: (search: Search) => present({ tab: oneOf(incidentTabs, search['tab']) }),
  scorecard: (search: Search) => present({ period: text(search['period']) }),
  records: (search: Search) =>
    present({
      period: text(search['period']),
      unit: text(search['unit']),
      log: text(search['log']),
      card: text(search['card']),
      show: oneOf(recordKinds, search['show']),
    }),
  flow: (search: Search) => present({ version: text(search['version']) }),
  rules: (search: Search) =>
    present({
      q: text(search['q']),
      stage: oneOf(stages, search['stage']),
      severity: oneOf(severities, search['severity']),
      record: text(search['record']),
      theme: text(search['theme']),
    }),
  ruleSet: (search: Search) =>
    present({
      version: text(search['version']),
      rule: text(search['rule']),
      view: oneOf(ruleViews, search['view']),
      as: oneOf(setViews, search['as']),
    }),
  table: (search: Search) => present({ version: text(search['version']) }),
  draft: (search: Search) =>
    present({
      rule: text(search['rule']),
      /** The fact that is opened. */
      fact: text(search['fact']),
      view: oneOf(ruleViews, search['view']),
      as: oneOf(setViews, search['as']),
    }),
  definitions: (search: Search) =>
    present({ q: text(search['q']), kind: oneOf(kinds, search['kind']) }),
  facts: (search: Search) => present({ set: text(search['set']), fact: text(search['fact']) }),
  derived: (search: Search) => present({ q: text(search['q']), record: text(search['record']) }),
  history: (search: Search) =>
    present({
      /** Hashes of the versions that are compared. */
      from: text(search['from']),
      to: text(search['to']),
      by: oneOf(comparedBy, search['by']),
      map: oneOf(reviewMaps, search['map']),
      at: count(search['at']),
      /** A JSON pointer: the difference there, or the first one below it, e.g. of a step. */
      place: text(search['place']),
    }),
  migration: (search: Search) => present({ from: text(search['from']) }),
  changes: (search: Search) =>
    present({
      show: oneOf(changesShown, search['show']),
      phase: oneOf(changeStates, search['phase']),
      kind: oneOf(changeKinds, search['kind']),
    }),
  change: (search: Search) =>
    present({
      tab: oneOf(reviewTabs, search['tab']),
      /** The part of the evidence that is opened. */
      part: oneOf(evidenceParts, search['part']),
      /** Which of several definitions is looked at, counted from 1. */
      item: count(search['item']),
      map: oneOf(reviewMaps, search['map']),
      /** The difference that is looked at, counted from 1. */
      at: count(search['at']),
      /** A JSON pointer: the difference there, or the first one below it, e.g. of a step. */
      place: text(search['place']),
    }),
  accounts: (search: Search) =>
    present({ q: text(search['q']), state: oneOf(accountFilters, search['state']) }),
  grants: (search: Search) => present({ show: oneOf(grantTabs, search['show']) }),
  privacy: (search: Search) => present({ show: oneOf(privacyTabs, search['show']) }),
  auditLog: (search: Search) =>
    present({
      tab: oneOf(auditTabs, search['tab']),
      actor: text(search['actor']),
      action: text(search['action']),
      object: text(search['object']),
      result: oneOf(results, search['result']),
      from: text(search['from']),
      until: text(search['until']),
      /** The entry that is opened. */
      entry: count(search['entry']),
    }),
};

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function count(value: unknown): number | undefined {
  return Number.isInteger(value) && Number(value) > 0 ? Number(value) : undefined;
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((one) => one === value);
}

/** A path of ours, never another site's. */
function localPath(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined;
}

/**
 * Every key is said, also those without a value: the router would otherwise let what it was given
 * through. Addresses leave them out.
 */
function present<T extends Record<string, unknown>>(search: T): Partial<T> {
  return search;
}
