/**
 * Everything that can be done on the canvas, once: menus, keys, the toolbar and the list of keys are
 * made from these rows.
 */
import {
  askAt,
  duplicate,
  escape,
  extend,
  hasSelection,
  hasStep,
  mayFork,
  mayOpen,
  nextRoute,
  nudge,
  openMenu,
  remove,
  type Situation,
  walk,
} from './action-runs.ts';
import { arrangeActions } from './arrange-actions.ts';
import { copyAsked, cutAsked, mayCopy, pasteAsked } from './clipboard.ts';
import { panelActions } from './panel-actions.ts';
import { shapeActions } from './shape-actions.ts';
import { continueOrAdd, mayContinueOrAdd } from './shape-runs.ts';
import { onlyStep, select } from './view-state.ts';

export const actionGroups = ['edit', 'step', 'arrange', 'walk', 'view'] as const;

export interface Action {
  group: (typeof actionGroups)[number];
  /** `Mod` is Ctrl, or the command key of a Mac. */
  keys: readonly string[];
  /** Also in the context menu: itself, or in the list of that name there. */
  inMenu?: true | 'align';
  /** Only where the flow may be changed. */
  edits?: true;
  /** Which of its keys is pressed says what is meant: it cannot be done from a list. */
  onlyByKey?: true;
  /** Its keys are the browser's own: what they do comes as an event of the clipboard. */
  byBrowser?: true;
  when?: (at: Situation) => boolean;
  /** `key` is the one of its keys that was pressed. */
  run: (at: Situation, key?: string) => void;
}

/** By id; the words are `action.<id>` of the canvas. */
export const actions = {
  undo: {
    group: 'edit',
    keys: ['Mod+Z'],
    edits: true,
    when: ({ edit }) => edit?.labels().undo !== null,
    run: ({ edit }) => edit?.undo(),
  },
  redo: {
    group: 'edit',
    keys: ['Mod+Y', 'Mod+Shift+Z'],
    edits: true,
    when: ({ edit }) => edit?.labels().redo !== null,
    run: ({ edit }) => edit?.redo(),
  },
  append: {
    group: 'step',
    keys: ['N'],
    inMenu: true,
    edits: true,
    when: mayContinueOrAdd,
    run: continueOrAdd,
  },
  fork: {
    group: 'step',
    keys: ['Shift+N'],
    inMenu: true,
    edits: true,
    when: mayFork,
    run: (at) => askAt(at, 'append'),
  },
  connect: {
    group: 'step',
    keys: ['C'],
    inMenu: true,
    edits: true,
    when: mayFork,
    run: (at) => askAt(at, 'connect'),
  },
  ...shapeActions,
  rename: {
    group: 'step',
    keys: ['F2', 'E'],
    inMenu: true,
    edits: true,
    when: hasStep,
    run: ({ view }) => view.setState({ renaming: onlyStep(view.getState()) }),
  },
  properties: {
    group: 'step',
    keys: ['Enter', 'F6'],
    inMenu: true,
    when: (at) => at.host.properties !== undefined && hasSelection(at),
    run: ({ host }) => host.properties?.(),
  },
  nudge: {
    group: 'step',
    keys: ['Alt+ArrowDown', 'Alt+ArrowUp', 'Alt+ArrowLeft', 'Alt+ArrowRight'],
    onlyByKey: true,
    edits: true,
    when: hasSelection,
    run: nudge,
  },
  copy: {
    group: 'edit',
    keys: ['Mod+C'],
    byBrowser: true,
    inMenu: true,
    when: mayCopy,
    run: copyAsked,
  },
  cut: {
    group: 'edit',
    keys: ['Mod+X'],
    byBrowser: true,
    inMenu: true,
    edits: true,
    when: mayCopy,
    run: cutAsked,
  },
  paste: {
    group: 'edit',
    keys: ['Mod+V'],
    byBrowser: true,
    inMenu: true,
    edits: true,
    run: pasteAsked,
  },
  duplicate: {
    group: 'edit',
    keys: ['Mod+D'],
    inMenu: true,
    edits: true,
    when: ({ view }) => view.getState().steps.size > 0,
    run: duplicate,
  },
  delete: {
    group: 'edit',
    keys: ['Delete', 'Backspace'],
    inMenu: true,
    edits: true,
    when: hasSelection,
    run: remove,
  },
  selectAll: {
    group: 'edit',
    keys: ['Mod+A'],
    run: ({ document, view }) => select(view, Object.keys(document.flow.steps)),
  },
  ...arrangeActions,
  walk: {
    group: 'walk',
    keys: ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight'],
    onlyByKey: true,
    run: walk,
  },
  openCalled: {
    group: 'step',
    keys: ['O'],
    when: mayOpen,
    run: ({ view }) => view.setState({ opened: onlyStep(view.getState()) }),
  },
  extend: {
    group: 'walk',
    keys: ['Shift+ArrowDown', 'Shift+ArrowUp', 'Shift+ArrowLeft', 'Shift+ArrowRight'],
    onlyByKey: true,
    when: hasSelection,
    run: extend,
  },
  route: { group: 'walk', keys: ['L'], when: hasSelection, run: nextRoute },
  search: {
    group: 'walk',
    keys: ['Mod+F', '/'],
    run: ({ view }) => view.setState({ isSearching: true }),
  },
  nextProblem: {
    group: 'walk',
    keys: ['F8'],
    when: ({ host }) => host.nextProblem !== undefined,
    run: ({ host }) => host.nextProblem?.(1),
  },
  previousProblem: {
    group: 'walk',
    keys: ['Shift+F8'],
    when: ({ host }) => host.nextProblem !== undefined,
    run: ({ host }) => host.nextProblem?.(-1),
  },
  escape: { group: 'walk', keys: ['Escape'], onlyByKey: true, run: escape },
  ...panelActions,
  zoomIn: {
    group: 'view',
    keys: ['+', '='],
    run: ({ view }) => view.getState().camera?.zoomIn(),
  },
  zoomOut: { group: 'view', keys: ['-'], run: ({ view }) => view.getState().camera?.zoomOut() },
  fit: { group: 'view', keys: ['0'], run: ({ view }) => view.getState().camera?.fit() },
  menu: { group: 'view', keys: ['Shift+F10', 'ContextMenu'], when: hasSelection, run: openMenu },
  keys: { group: 'view', keys: ['?'], run: ({ view }) => view.setState({ keysAreShown: true }) },
} as const satisfies Record<string, Action>;

export type ActionId = keyof typeof actions;

export const actionIds = Object.keys(actions) as ActionId[];

export function actionOf(id: ActionId): Action {
  return actions[id];
}

/** May the action be done now? */
export function isPossible(id: ActionId, at: Situation): boolean {
  const action = actionOf(id);
  if (action.edits && at.edit === null) return false;
  return action.when?.(at) ?? true;
}

/** The action of a pressed key with the key as the rows write it; undefined when none has it. */
export function actionFor(event: Pressed): { id: ActionId; key: string } | undefined {
  const key = keyOfEvent(event);
  const id = actionIds.find((one) => actionOf(one).keys.includes(key));
  return id && { id, key };
}

export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** `Mod+Shift+Z`. Shift is not named where it only makes the sign, as in `?`. */
function keyOfEvent({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string {
  const name = key.length === 1 ? key.toUpperCase() : key;
  const isSign = key.length === 1 && !/[A-Z0-9]/.test(name);
  const parts = [ctrlKey || metaKey ? 'Mod' : '', altKey ? 'Alt' : ''];
  return [...parts, shiftKey && !isSign ? 'Shift' : '', name]
    .filter((part) => part !== '')
    .join('+');
}

/** Keys as they are written on this machine's keyboard. */
export function writtenKey(key: string, isMac: boolean): string {
  const signs: Record<string, string> = {
    Mod: isMac ? '⌘' : 'Ctrl',
    Alt: isMac ? '⌥' : 'Alt',
    Shift: isMac ? '⇧' : 'Shift',
    ArrowDown: '↓',
    ArrowUp: '↑',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
  };
  return key
    .split('+')
    .map((part) => signs[part] ?? part)
    .join(isMac ? '' : '+')
    .replace(/^$/, '+');
}
