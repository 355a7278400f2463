/** Who a mail goes to, and what its words say of the case. */
import { serves } from '@flowmeter/engine/case/duties.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { MailConnector } from '@flowmeter/engine/definition/connector.ts';
import type { Fact, FactValues } from '@flowmeter/engine/definition/facts.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { OrganisationDefinition } from '@flowmeter/engine/definition/organisation.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';

/** Addresses, each once: of the post's people in the case's unit, or, if it has none, of those above it. */
export function recipientsOf(
  { to }: MailConnector,
  org: OrganisationDefinition | undefined,
  unit: string,
): string[] {
  const holders = org?.people.filter(
    ({ posts, email }) => email !== undefined && to.post !== undefined && posts.includes(to.post),
  );
  const under = (rule: 'case' | 'above') =>
    org && holders ? holders.filter((person) => serves(org, person, rule, unit)) : [];
  const near = under('case');
  const people = near.length > 0 ? near : under('above');
  return [...new Set([...people.flatMap(({ email }) => email ?? []), ...(to.addresses ?? [])])];
}

const UNKNOWN: Localized = { zh: '—', en: '—' };

/** What the words in braces stand for; a fact that the case does not have is a dash. */
export function mailValues(
  state: CaseState,
  flow: FlowDefinition,
  step: string,
  { facts, sent }: { facts: Record<string, Fact>; sent: FactValues },
): Record<string, Localized> {
  const data: FactValues = { ...state.data, ...sent };
  const known = Object.entries(facts).map(([id, fact]) => [id, sayValue(fact, data[id])]);
  return {
    ...(Object.fromEntries(known) as Record<string, Localized>),
    case_id: { zh: state.id, en: state.id },
    flow_name: flow.name,
    step_name: flow.steps[step]?.name ?? { zh: step, en: step },
  };
}

function sayValue(fact: Fact, value: FactValues[string] | undefined): Localized {
  if (value === undefined || value === null) return UNKNOWN;
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  const option = fact.options?.find((one) => one.value === value);
  if (option !== undefined) return option.name;
  const text = fact.unit === undefined ? String(value) : `${String(value)} ${fact.unit}`;
  return { zh: text, en: text };
}
