/** What findings about records say of persons: in part, unless the role's work is with it. */
import type { FactValue } from '@flowmeter/engine/definition/facts.ts';
import type { Role } from '@flowmeter/engine/definition/organisation.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import type { Reason } from '@flowmeter/engine/rules/explain.ts';
import { masked } from '@flowmeter/engine/rules/personal.ts';
import type { InForce } from '../in-force.ts';
import type { FindingDetails } from '../use-cases/raise-findings.ts';
import { seesPersonal } from './record.ts';

/** Hides the personal values of its operands wherever they stand in its words. */
export interface Hiding {
  details(details: FindingDetails): FindingDetails;
  reason(reason: Reason): Reason;
}

export function hidingFor(
  inForce: InForce,
  subject: string,
  { operands }: Pick<FindingDetails, 'operands'>,
  roles: readonly Role[],
): Hiding {
  const facts = recordTermsOf(inForce.pack()).kinds.get(subject)?.facts ?? {};
  const hidden = new Map<string, string>();
  const names = new Set<string>();
  for (const [name, value] of seesPersonal(roles) ? [] : Object.entries(operands)) {
    if (facts[name.split('(', 1).join('')]?.personal !== true) continue;
    if (value === null || value === '') continue;
    names.add(name);
    hidden.set(textOf(value), masked(value as Exclude<FactValue, null>));
  }
  const inText = (text: string): string =>
    [...hidden].reduce((said, [whole, part]) => said.replaceAll(whole, part), text);
  const inWords = ({ zh, en }: Localized): Localized => ({ zh: inText(zh), en: inText(en) });
  const inReason = ({ sentence, parts, ...rest }: Reason): Reason => ({
    ...rest,
    sentence: inWords(sentence),
    parts: parts.map(inReason),
  });
  return {
    reason: inReason,
    details: ({ message, reason, operands: all, ...rest }) => ({
      ...rest,
      message: inWords(message),
      reason: inReason(reason),
      operands: Object.fromEntries(
        Object.entries(all).map(([name, value]) => [
          name,
          names.has(name) ? hidden.get(textOf(value)) : value,
        ]),
      ),
    }),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
