/** The evidence for a change as the API says it; what is about people and cases, within the own units. */
import type { z } from 'zod';
import {
  hashOfPart,
  partNames,
  stateOf,
  type Bundle,
  type Part,
  type PartName,
} from '@flowmeter/engine/evidence/bundle.ts';
import type { Tally } from '@flowmeter/engine/backtest/counts.ts';
import type { BacktestSummary } from '@flowmeter/engine/evidence/backtest.ts';
import type { MigrationPreview } from '@flowmeter/engine/evidence/migration.ts';
import { statements, type FlowProof } from '@flowmeter/engine/evidence/soundness.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import type { InForce } from '../in-force.ts';
import { named, namesOf } from '../names.ts';
import { problemView } from '../problem-answer.ts';
import type { ReadEvidence } from '../use-cases/find-evidence.ts';
import { progressOf } from '../use-cases/run-backtest.ts';
import type { EvidenceView } from '../views/evidence.ts';
import { sumWithin, countsFor } from './backtest.ts';
import { peopleView } from './evidence-people.ts';
import { subjectOf } from './subject.ts';

type View = z.infer<typeof EvidenceView>;
type PartsView = View['parts'];

export function evidenceView(deps: Deps, actor: Actor, read: ReadEvidence): View {
  const { change, bundle, hash, renewing, since, canRenew } = read;
  return {
    change,
    hash,
    state: stateOf(bundle),
    renewing,
    made_at: bundle.at,
    engine: bundle.engine,
    data_hash: bundle.world.hash,
    since,
    can_renew: canRenew,
    parts: partsView(deps, actor, bundle),
  };
}

function partsView(deps: Deps, actor: Actor, { parts }: Bundle): PartsView {
  const { inForce } = deps;
  const hashes = Object.fromEntries(partNames.map((name) => [name, hashOfPart(name, parts[name])]));
  const view = <T, V>(name: PartName, part: Part<T>, show: (content: T) => V) => ({
    ...partView(deps, part, hashes[name] ?? ''),
    content: part.state === 'done' ? show(part.content) : null,
  });
  return {
    differences: view('differences', parts.differences, (items) =>
      items.map(({ baseHash, contentHash, ...item }) => {
        return { ...item, base_hash: baseHash, content_hash: contentHash };
      }),
    ),
    problems: view('problems', parts.problems, (list) => list.map(problemView)),
    soundness: view('soundness', parts.soundness, (proofs) => proofs.map(proofView)),
    analysis: view('analysis', parts.analysis, (list) =>
      list.map(({ findings, ...one }) => ({
        ...one,
        findings: findings.map(({ problem, known }) => ({ problem: problemView(problem), known })),
      })),
    ),
    examples: view('examples', parts.examples, (run) => run),
    backtest: view('backtest', parts.backtest, (said) => backtestView(inForce, actor, said)),
    migration: view('migration', parts.migration, (flows) =>
      flows.map((flow) => migrationView(inForce, actor, flow)),
    ),
    people: view('people', parts.people, (people) => peopleView(inForce, actor, people)),
  };
}

function partView(deps: Deps, part: Part<unknown>, hash: string) {
  const backtest = part.state === 'running' ? (part.by ?? null) : null;
  return {
    state: part.state,
    hash: part.state === 'running' ? null : hash,
    reason: part.state === 'none' ? part.reason : null,
    problem: part.state === 'failed' ? problemView(part.problem) : null,
    progress: (backtest === null ? undefined : progressOf(deps, backtest)) ?? null,
    backtest,
  };
}

function proofView({ id, name, steps, routes, explored, statements: said }: FlowProof) {
  return {
    id,
    name,
    steps,
    routes,
    explored,
    statements: said.map(({ id: statement, verdict, problems }) => ({
      id: statement,
      name: statements[statement].name satisfies Localized,
      verdict,
      problems: problems.map(problemView),
    })),
  };
}

function backtestView(inForce: InForce, actor: Actor, said: BacktestSummary) {
  const names = namesOf(inForce);
  const { within, own } = countsFor(inForce, said, actor);
  const called = new Map(said.rules.map(({ rule, name }) => [rule, name]));
  return {
    id: said.id,
    at: said.at,
    within,
    checked: own?.checked ?? null,
    cases: sumWithin(inForce, said.cases, said.case_units, actor),
    data_hash: said.data,
    kinds: said.kinds.map((one) => ({ ...one, kind: subjectOf(inForce, one.kind) })),
    absent: said.absent.map((kind) => subjectOf(inForce, kind)),
    rules: (own?.rules ?? []).map(({ rule, current, candidate, gained, lost }) => ({
      rule: named(rule, called.get(rule)),
      current: tally(current),
      candidate: tally(candidate),
      gained,
      lost,
    })),
    units: (own?.groups ?? [])
      .filter(({ by, id }) => by === 'unit' && actor.sees.has(id))
      .map(({ id, gained, lost }) => ({ unit: names.unit(id), gained, lost })),
  };
}

function tally({ hits, money }: Tally): Tally {
  return { hits, money };
}

function migrationView(
  inForce: InForce,
  { sees }: Actor,
  { id, name, versions }: MigrationPreview,
) {
  const names = namesOf(inForce);
  return {
    id,
    name,
    versions: versions.map(({ isTarget, unmapped, units, obstacles, ...version }) => ({
      ...version,
      is_target: isTarget,
      unmapped: unmapped.map(({ step, problems }) => ({
        step,
        problems: problems.map(problemView),
      })),
      units: units
        .filter(({ unit }) => sees.has(unit))
        .map(({ unit, ...counts }) => ({ unit: names.unit(unit), ...counts })),
      obstacles: obstacles.map(({ words, count, cases }) => ({
        words,
        count,
        cases: cases
          .filter(({ unit }) => sees.has(unit))
          .map(({ unit, ...one }) => ({ ...one, unit: names.unit(unit) })),
      })),
    })),
  };
}
