/**
 * What findings say of persons: in part. Whole of records to whoever's role is with it, and of a case to who
 * works it; others ask for it on the case, with a reason.
 */
import type { FactValue } from '@flowmeter/engine/definition/facts.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import type { Reason } from '@flowmeter/engine/rules/explain.ts';
import { masked } from '@flowmeter/engine/rules/personal.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { InForce } from '../in-force.ts';
import type { FindingRow } from '../store/schema.ts';
import type { FindingDetails } from '../use-cases/raise-findings.ts';
import { selvesOf } from '../use-cases/task-access.ts';
import { isPersonal, worksOn } from './case-personal.ts';
import { seesPersonal } from './record.ts';

/** Hides the personal values of its operands wherever they stand in its words. */
export interface Hiding {
  details(details: FindingDetails): FindingDetails;
  reason(reason: Reason): Reason;
  text(text: string): string;
}

/** `flow`: of the case that it is about; undefined for imported cases. */
export async function hidingFor(
  deps: Pick<Deps, 'inForce' | 'store' | 'clock'>,
  actor: Actor,
  { subject, case_id, details }: Pick<FindingRow, 'subject' | 'case_id' | 'details'>,
  flow: CompiledFlow | undefined,
): Promise<Hiding> {
  const { operands } = JSON.parse(details) as FindingDetails;
  const isTold = personalIn(deps.inForce, subject, flow);
  const hidden = new Map<string, string>();
  const names = new Set<string>();
  for (const [name, value] of Object.entries(operands)) {
    if (value === null || value === '' || !isTold(factIn(name))) continue;
    names.add(name);
    hidden.set(textOf(value), masked(value as Exclude<FactValue, null>));
  }
  const isWhole = names.size > 0 && (await seesWhole(deps, actor, { subject, case_id }, flow));
  return isWhole ? hidingOf(new Map(), new Set()) : hidingOf(hidden, names);
}

/** `used`, `account.status`, `zero_periods(periods=3)`: the fact that was read. */
export function factIn(operand: string): string {
  return operand.split('(', 1).join('');
}

function personalIn(
  inForce: InForce,
  subject: string,
  flow: CompiledFlow | undefined,
): (fact: string) => boolean {
  const kind = recordTermsOf(inForce.pack()).kinds.get(subject)?.facts;
  if (subject !== CASE) return (fact) => kind?.[fact]?.personal === true;
  const known = all(inForce.pack(), 'facts').map(({ facts }) => facts);
  return (fact) => isPersonal(flow, fact) || known.some((facts) => facts[fact]?.personal === true);
}

/** Also of those absent for whom they stand in. */
async function seesWhole(
  { inForce, store, clock }: Pick<Deps, 'inForce' | 'store' | 'clock'>,
  actor: Actor,
  { subject, case_id }: Pick<FindingRow, 'subject' | 'case_id'>,
  flow: CompiledFlow | undefined,
): Promise<boolean> {
  if (subject !== CASE) return seesPersonal(actor.roles);
  const state = case_id === null ? undefined : await store.cases.state(case_id);
  if (state === undefined) return false;
  const selves = selvesOf(inForce, actor, instantOf(clock));
  return selves.some((self) => worksOn(inForce, self, state, flow));
}

/** Of a finding about a case, or a visit of it. */
const CASE = 'case';

function hidingOf(hidden: ReadonlyMap<string, string>, names: ReadonlySet<string>): Hiding {
  const inText = (text: string): string =>
    [...hidden].reduce((said, [whole, part]) => said.replaceAll(whole, part), text);
  const inWords = ({ zh, en }: Localized): Localized => ({ zh: inText(zh), en: inText(en) });
  const inReason = ({ sentence, parts, ...rest }: Reason): Reason => ({
    ...rest,
    sentence: inWords(sentence),
    parts: parts.map(inReason),
  });
  return {
    text: inText,
    reason: inReason,
    details: ({ message, reason, operands: told, ...rest }) => ({
      ...rest,
      message: inWords(message),
      reason: inReason(reason),
      operands: Object.fromEntries(
        Object.entries(told).map(([name, value]) => [
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
