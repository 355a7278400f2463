/** An outcome as it begins. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';

type Outcomes = FlowDefinition['outcomes'];

const given = { zh: '结果', en: 'Outcome' };

/** The first `outcome_1`, `outcome_2`, … that there is not yet. */
export function newOutcome(outcomes: Outcomes): Outcomes[number] {
  const used = new Set(outcomes.map(({ id }) => id));
  for (let n = 1; ; n += 1) {
    if (!used.has(`outcome_${n}`)) {
      return { id: `outcome_${n}`, name: { zh: `${given.zh} ${n}`, en: `${given.en} ${n}` } };
    }
  }
}
