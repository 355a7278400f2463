/** What a form of another version takes of what was entered in a past case. */
import type { Instant } from '../case/state.ts';
import type { FactValue, FactValues } from '../definition/facts.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import type { Field } from '../steps/base.ts';
import type { Chance } from './chance.ts';
import type { Past } from './past.ts';
import { sampleFor } from './run-to-end.ts';

export interface Asking {
  flow: CompiledFlow;
  form: readonly Field[];
  at: Instant;
  /** What the case knows already. */
  known: FactValues;
  past: Past;
  chance: Chance;
}

export interface Entered {
  data: FactValues;
  /** Facts that were never known in the past case: sample data stand for them. */
  made: string[];
  /** Facts that were entered then and that the form does not take. */
  dropped: string[];
}

/** What was entered then; where more is asked, what the case said elsewhere, else sample data. */
export function enteredFor(asking: Asking, said: FactValues): Entered {
  const { form, known, past, flow, at, chance } = asking;
  const takes = new Map(form.filter(({ readonly }) => !readonly).map((one) => [one.fact, one]));
  const data: FactValues = {};
  const made: string[] = [];
  for (const [fact, field] of takes) {
    if (Object.hasOwn(said, fact)) data[fact] = said[fact] as FactValue;
    else if (field.optional || isGiven(known, fact)) continue;
    else if (isGiven(past.data, fact)) data[fact] = past.data[fact] as FactValue;
    else {
      Object.assign(data, sampleFor(flow, [field], at, chance));
      made.push(fact);
    }
  }
  const dropped = Object.keys(said).filter((fact) => !takes.has(fact) && said[fact] !== null);
  return { data, made, dropped };
}

function isGiven(values: FactValues, fact: string): boolean {
  return Object.hasOwn(values, fact) && values[fact] !== null;
}
