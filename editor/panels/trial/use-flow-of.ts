/** The flows that the tried one calls: the draft itself, what is in force, or a version by its hash. */
import { useQueryClient } from '@tanstack/react-query';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { FlowOf } from '@flowmeter/engine/simulation/called.ts';
import { prepare } from '@flowmeter/engine/simulation/prepare.ts';
import { versionOf } from '../../api/versions.ts';

export function useFlowOf(draft: Result<CompiledFlow>, pack: Pack): FlowOf {
  const client = useQueryClient();
  return async ({ flow: id, version }) => {
    const notThere = failed(problem('unknown_reference', { what: whatFlow, id }));
    if (version === 'latest') {
      if (draft.ok && draft.value.flow.id === id) return draft;
      const known = pack.definitions.find((one) => one.kind === 'flow' && one.id === id);
      return known === undefined ? notThere : prepare(known, pack);
    }
    const pinned = await client.fetchQuery(versionOf(version)).catch(() => undefined);
    return isOf(pinned?.definition, id) ? prepare(pinned?.definition, pack) : notThere;
  };
}

const whatFlow = { zh: '流程', en: 'flow' };

function isOf(definition: unknown, id: string): definition is FlowDefinition {
  const { kind, id: own } = (definition ?? {}) as Partial<FlowDefinition>;
  return kind === 'flow' && own === id;
}
