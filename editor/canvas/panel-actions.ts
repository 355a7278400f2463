/** Actions of the screen around the canvas: its panels, and the proposal. Rows of the one registry. */
import type { Panel } from './action-runs.ts';
import type { Action } from './actions.ts';

export const panelActions = {
  outline: panelAction('outline', 'Shift+O'),
  problems: panelAction('problems', 'Shift+I'),
  trial: panelAction('trial', 'Shift+T'),
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
