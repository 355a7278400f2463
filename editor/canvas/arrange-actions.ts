/** Actions that put steps in order on the canvas: rows of the one registry. */
import { type Alignment, leastOf } from '../document/align.ts';
import type { Action } from './actions.ts';

export const arrangeActions = {
  layout: {
    group: 'arrange',
    keys: ['Shift+L'],
    edits: true,
    when: ({ host }) => host.layout !== undefined,
    run: ({ host }) => host.layout?.(),
  },
  layoutSome: {
    group: 'arrange',
    keys: ['Mod+Shift+L'],
    inMenu: 'align',
    edits: true,
    when: ({ host, view }) => host.layout !== undefined && view.getState().steps.size > 1,
    run: ({ host, view }) => host.layout?.([...view.getState().steps]),
  },
  alignLeft: aligning('left', 'Alt+Shift+ArrowLeft'),
  alignCentre: aligning('centre', 'Shift+H'),
  alignRight: aligning('right', 'Alt+Shift+ArrowRight'),
  alignTop: aligning('top', 'Alt+Shift+ArrowUp'),
  alignMiddle: aligning('middle', 'Shift+V'),
  alignBottom: aligning('bottom', 'Alt+Shift+ArrowDown'),
  spreadAcross: aligning('across', 'Shift+X'),
  spreadDown: aligning('down', 'Shift+Y'),
} as const satisfies Record<string, Action>;

function aligning(how: Alignment, key: string): Action {
  return {
    group: 'arrange',
    keys: [key],
    inMenu: 'align',
    edits: true,
    when: ({ view }) => view.getState().steps.size >= leastOf(how),
    run: ({ edit, view }) =>
      void edit?.perform({ do: 'alignSteps', args: { steps: [...view.getState().steps], how } }),
  };
}
