/** Actions of the screen around the canvas: its panels, and the proposal. Rows of the one registry. */
import { hasStep, type Panel, type Situation } from './action-runs.ts';
import type { Action } from './actions.ts';
import { onlyStep } from './view-state.ts';

export const panelActions = {
  outline: panelAction('outline', 'Shift+O'),
  problems: panelAction('problems', 'Shift+I'),
  trial: panelAction('trial', 'Shift+T'),
  stop: {
    group: 'step',
    keys: ['B'],
    inMenu: true,
    edits: true,
    when: (at) => at.host.togglePanel !== undefined && hasStep(at),
    run: toggleStop,
  },
  propose: {
    group: 'view',
    keys: ['Mod+Enter'],
    edits: true,
    when: ({ host }) => host.propose !== undefined,
    run: ({ host }) => host.propose?.(),
  },
} as const satisfies Record<string, Action>;

function panelAction(panel: Panel, key: string): Action {
  return {
    group: 'view',
    keys: [key],
    edits: true,
    when: ({ host }) => host.togglePanel !== undefined,
    run: ({ host }) => host.togglePanel?.(panel),
  };
}

/** A case that is tried out stops at the selected step, or no longer. */
function toggleStop({ view }: Situation): void {
  const step = onlyStep(view.getState());
  if (step === undefined) return;
  const alone = new Set([step]);
  view.setState(({ stops }) => ({
    stops: stops.has(step) ? stops.difference(alone) : stops.union(alone),
  }));
}
