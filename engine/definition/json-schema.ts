/**
 * JSON Schema (draft 2020-12) of every kind of definition, made from the Zod schemas, so that an editor
 * can help whoever writes a definition. The Zod schemas stay the authority.
 */
import { z } from 'zod';
import { exampleKinds } from '../examples/registry.ts';
import { definitionKinds, type DefinitionKind } from './kinds.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The name of the file that holds the schema of a kind. */
export function schemaFileOf(kind: DefinitionKind): string {
  return `${kind}.schema.json`;
}

export function jsonSchemaOf(kind: DefinitionKind): JsonSchema {
  const { schema, name } = definitionKinds[kind];
  const made = schemaOf(schema);
  return { ...made, title: name.en, ...(kind === 'examples' ? rowsByKind(made) : {}) };
}

/** The rows of examples depend on the kind that the examples are of. */
function rowsByKind(examples: JsonSchema): JsonSchema {
  const $defs: Record<string, JsonSchema> = {};
  const anyOf = Object.entries(exampleKinds).map(([kind, { row }]) => {
    const { $schema: _, $defs: inner, ...schema } = schemaOf(row);
    Object.assign($defs, inner, { [`${kind}_row`]: schema });
    return {
      properties: {
        of: { properties: { kind: { const: kind } } },
        rows: { items: { $ref: `#/$defs/${kind}_row` } },
      },
    };
  });
  return { $defs: { ...examples.$defs, ...$defs }, anyOf };
}

function schemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
}
