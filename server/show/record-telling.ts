/**
 * Which record something is about, as it is told to somebody: personal values of its key, its object and
 * its period in part, unless the person’s role is with them.
 */
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import type { Role } from '@flowmeter/engine/definition/organisation.ts';
import { joined, partsOf } from '@flowmeter/engine/records/object-text.ts';
import { masked } from '@flowmeter/engine/rules/personal.ts';
import type { InForce } from '../in-force.ts';
import { isOwnSubject } from './subject.ts';
import { seesPersonal } from './record.ts';

export interface Telling {
  key(values: readonly string[]): string[];
  object(text: string): string;
  period(text: string): string;
}

type Fields = Pick<RecordDefinition, 'key' | 'object' | 'period' | 'fields'>;

/** @param others definitions of the kind that are not in force, and may say that more of it is personal */
export function tellingFor(
  inForce: InForce,
  kind: string,
  roles: readonly Role[],
  others: readonly RecordDefinition[] = [],
): Telling {
  if (seesPersonal(roles)) return whole;
  return tellingOf(inForce, kind, others);
}

/** As it is told where nobody in particular is asked. */
export function tellingOf(
  inForce: InForce,
  kind: string,
  others: readonly RecordDefinition[] = [],
): Telling {
  if (isOwnSubject(kind)) return whole;
  const active = inForce.active('record', kind)?.definition;
  const known = [...(active?.kind === 'record' ? [active] : []), ...others];
  const [first] = known;
  if (first === undefined) return hidden;
  const isPersonal = (field: string) => known.some((one) => one.fields[field]?.personal === true);
  return partly(first, isPersonal);
}

/** Do its objects tell of persons? */
export function isObjectPersonal(definition: RecordDefinition): boolean {
  return objectOf(definition).some((field) => definition.fields[field]?.personal === true);
}

const whole: Telling = {
  key: (values) => [...values],
  object: (text) => text,
  period: (text) => text,
};

/** Of a kind that is not in force any more nobody says what of it is personal. */
const hidden: Telling = {
  key: (values) => values.map(inPart),
  object: inPart,
  period: (text) => text,
};

function partly(definition: Fields, isPersonal: (field: string) => boolean): Telling {
  const { key, period } = definition;
  const object = objectOf(definition);
  const ofField = (field: string | undefined, text: string) =>
    field === undefined || isPersonal(field) ? inPart(text) : text;
  return {
    key: (values) => values.map((value, at) => ofField(key[at], value)),
    object: (text) => {
      if (!object.some(isPersonal)) return text;
      const parts = partsOf(text, object.length);
      return parts ? joined(parts.map((part, at) => ofField(object[at], part))) : inPart(text);
    },
    period: (text) => (period === undefined ? text : ofField(period, text)),
  };
}

function objectOf({ object, key }: Fields): readonly string[] {
  return object ?? key;
}

function inPart(text: string): string {
  return text === '' ? '' : masked(text);
}
