/** What every part of a rule set's screen needs: the document, what is around it, how it is changed. */
import { createContext, useContext, useMemo } from 'react';
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import { all, find, type Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import type { EditPort } from '../../canvas/port.ts';
import type { RuleEdit } from '../../document/rules/commands.ts';
import type { RulesDocument } from '../../document/rules/document.ts';
import type { ConditionTerms } from '../condition/comparison.ts';
import type { Outcomes } from './outcomes.ts';
import { factsAbout } from '@flowmeter/engine/records/facts-about.ts';

export type RulesPort = EditPort<RulesDocument, RuleEdit>;

export interface RulesDesk {
  document: RulesDocument;
  /** What is in force around it. */
  pack: Pack;
  /** Absent where the set is only shown. */
  port: RulesPort | undefined;
  problems: readonly Problem[];
  /** What came of the examples. */
  outcomes: Outcomes;
}

export const RulesContext = createContext<RulesDesk | null>(null);

export function useRules(): RulesDesk {
  const desk = useContext(RulesContext);
  if (desk === null) throw new Error('no rule set around this part');
  return desk;
}

/** What the condition of a rule may speak about. */
export function useRuleTerms(rule: Rule): ConditionTerms {
  const { pack } = useRules();
  const { record, params, flows } = rule;
  const around = useMemo(() => termsAround(pack, record, flows), [pack, record, flows]);
  return useMemo(() => ({ ...around, params }), [around, params]);
}

/** What a condition about a record of these flows, or of all, may speak about. */
export function termsAround(pack: Pack, record: string, flows: Rule['flows']): ConditionTerms {
  const facts: FactDictionary = factsAbout(record, pack);
  return {
    facts,
    record,
    steps: stepsOf(pack, flows),
    calendars: all(pack, 'calendar').map(({ id, name }) => ({ id, name })),
    today: () => new Date().toISOString().slice(0, 10),
  };
}

/** The steps of the flows that a rule speaks about; undefined where imported logs are among them. */
function stepsOf(pack: Pack, flows: Rule['flows']) {
  const ids = flows ?? all(pack, 'flow').map(({ id }) => id);
  const found = ids.map((id) => find(pack, 'flow', id));
  if (found.includes(undefined)) return undefined;
  const steps = found.flatMap((flow) => Object.entries(flow?.steps ?? {}));
  return [...new Map(steps)].map(([id, { name }]) => ({ id, name }));
}
