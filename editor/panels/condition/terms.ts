import { useMemo } from 'react';
import type { Step } from '@flowmeter/engine/steps/registry.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { Wording } from '@flowmeter/engine/rules/words.ts';
import { usePanel } from '../panel.ts';
import type { ConditionTerms } from './comparison.ts';

/** What the conditions of a flow may speak about: its case, its steps, the facts around it. */
export function useConditionTerms(): ConditionTerms {
  const { document, around } = usePanel();
  const { steps } = document.flow;
  return useMemo(
    () => ({
      facts: around.askable,
      near: new Set(Object.values(steps).flatMap(factsOnForm)),
      record: 'case',
      steps: Object.entries(steps).map(([id, { name }]) => ({ id, name })),
      calendars: around.calendars,
      today,
    }),
    [around, steps],
  );
}

/** Names for the ids that a condition holds. */
export function useWording({ steps }: ConditionTerms): Wording {
  return useMemo(() => {
    const names = new Map<string, Localized>(steps?.map(({ id, name }) => [id, name]));
    return { nameOf: (fact, id) => (fact === 'step_id' ? names.get(id) : undefined) };
  }, [steps]);
}

function factsOnForm(step: Step): string[] {
  return 'form' in step ? step.form.map(({ fact }) => fact) : [];
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
