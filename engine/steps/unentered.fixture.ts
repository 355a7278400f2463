/** Which places of a schema no field of a specification enters, and which fields enter nothing. */
import { z } from 'zod';
import type { FieldInput, FieldSpec } from './field-spec.ts';

/** What sorts of input enter that say nothing more of it. */
const parts: Partial<Record<FieldInput['as'], readonly string[]>> = {
  period: ['value', 'unit', 'calendar'],
  form: ['fact', 'optional', 'readonly', 'section', 'width'],
  // Where a branch begins is drawn.
  branches: ['id', 'name', 'start'],
  outcomes: ['id', 'name', 'unfinished'],
};

/** Paths such as `message/timeout/route`. */
export function unentered(
  schema: z.ZodType,
  fields: readonly FieldSpec[],
  path: readonly string[] = [],
): string[] {
  const keys = keysOf(schema);
  const known = fields.flatMap(({ field, input }) => (field === '' ? partsOf(input) : [field]));
  return [
    ...differences(Object.keys(keys), known).map((key) => [...path, key].join('/')),
    ...fields
      .filter(({ field }) => field !== '')
      .flatMap(({ field, input }) => inside(keys[field] ?? [], input, [...path, field])),
  ];
}

function inside(schemas: z.ZodType[], input: FieldInput, path: readonly string[]): string[] {
  const [first = z.never(), ...others] = schemas;
  const schema = z.union([first, ...others]);
  if (input.as === 'group' || input.as === 'list') return unentered(schema, input.of, path);
  const entered = partsOf(input);
  if (entered.length === 0) return [];
  return differences(Object.keys(keysOf(schema)), entered).map((key) => [...path, key].join('/'));
}

function partsOf(input: FieldInput): readonly string[] {
  if (input.as === 'audits') return input.stages.map(({ stage }) => stage);
  return parts[input.as] ?? [];
}

function differences(some: readonly string[], others: readonly string[]): string[] {
  const [a, b] = [new Set(some), new Set(others)];
  return [...a.symmetricDifference(b)];
}

/** The keys of an object, of the objects of a union, or of the rows of a list, with their schemas. */
function keysOf(schema: z.ZodType): Record<string, z.ZodType[]> {
  if (schema instanceof z.ZodOptional) return keysOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return keysOf(schema.element as z.ZodType);
  if (schema instanceof z.ZodObject) {
    return Object.fromEntries(
      Object.entries(schema.shape).map(([key, one]) => [key, [one as z.ZodType]]),
    );
  }
  if (!(schema instanceof z.ZodUnion)) return {};
  const keys: Record<string, z.ZodType[]> = {};
  for (const option of schema.options as z.ZodType[]) {
    for (const [key, held] of Object.entries(keysOf(option))) (keys[key] ??= []).push(...held);
  }
  return keys;
}
