/** Words for what findings are about, by which rule, and why they came about. */
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { InForce } from '../in-force.ts';
import { named, type Named } from '../names.ts';

/** `case`, `finding`, or a kind of record. */
export function subjectOf(inForce: InForce, id: string): Named {
  return named(id, ownSubjects[id] ?? inForce.active('record', id)?.definition.name);
}

/** Is it no kind of record? */
export function isOwnSubject(id: string): boolean {
  return Object.hasOwn(ownSubjects, id);
}

const ownSubjects: Readonly<Record<string, Localized>> = {
  case: { zh: '案件', en: 'Case' },
  step: { zh: '环节', en: 'Step' },
  finding: { zh: '稽查问题', en: 'Finding' },
};

/** A value of the fact by which handling says why a finding came about. */
export function causeOf(inForce: InForce, id: string): Named {
  const fact = all(inForce.pack(), 'facts').flatMap(({ facts }) => facts['root_cause'] ?? [])[0];
  return named(id, fact?.options?.find(({ value }) => value === id)?.name);
}

export function ruleName(inForce: InForce, id: string): Named {
  const rules = all(inForce.pack(), 'ruleset').flatMap((one) => one.rules);
  return named(id, rules.find((one) => one.id === id)?.name);
}
