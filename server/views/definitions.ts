/**
 * Definitions as the API's description names them. Conditions hold conditions, which the generator of
 * the description cannot follow: what they look like is said by the files of the folder `schemas`.
 */
import { z } from '@hono/zod-openapi';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';

export const DefinitionDocument = z.custom<Definition>().openapi('Definition', {
  type: 'object',
  description: 'A definition; its `kind` says which file of the folder `schemas` describes it.',
});

export const FlowDocument = z.custom<FlowDefinition>().openapi('Flow', {
  type: 'object',
  description: 'A flow, as schemas/flow.schema.json describes it.',
});
