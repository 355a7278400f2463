/**
 * Definitions as the API's description names them. Conditions hold conditions, which the generator of
 * the description cannot follow: the full schemas are the files of the folder `schemas`.
 */
// Gives schemas their `openapi` method.
import '@hono/zod-openapi';
import { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';

export const DefinitionDocument = Definition.openapi('Definition', {
  type: 'object',
  description: 'A definition; its `kind` says which schema of the folder `schemas` it fits.',
});

export const FlowDocument = FlowDefinition.openapi('Flow', {
  type: 'object',
  description: 'A flow, as schemas/flow.schema.json says.',
});
