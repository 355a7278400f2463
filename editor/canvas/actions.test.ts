import { describe, expect, it } from 'vitest';
import { boxesOf } from '../document/geometry.ts';
import { withPlaces } from '../document/place-missing.ts';
import { perform } from '../document/history.ts';
import { historyOf, labels, redo, undo } from '../document/undoing.ts';
import { sampleDocument } from '../document/testing/sample.ts';
import type { Situation } from './action-runs.ts';
import { actionFor, actionIds, actionOf, isPossible, writtenKey } from './actions.ts';
import { tracksOf } from './tracks.ts';
import { createView, select } from './view-state.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('the registry of actions', () => {
  it('gives no key to two actions', () => {
    const keys = actionIds.flatMap((id) => actionOf(id).keys);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it.each([
    [{ key: 'z', ctrlKey: true }, 'undo'],
    [{ key: 'Z', metaKey: true, shiftKey: true }, 'redo'],
    [{ key: 'n' }, 'append'],
    [{ key: 'N', shiftKey: true }, 'fork'],
    [{ key: '?', shiftKey: true }, 'keys'],
    [{ key: 'F8', shiftKey: true }, 'previousProblem'],
    [{ key: 'ArrowUp', altKey: true }, 'nudge'],
    [{ key: 'q' }, undefined],
  ])('finds the action of %o', (pressed, id) => {
    expect(actionFor({ ...plain, ...pressed })?.id).toBe(id);
  });

  it('writes keys as they stand on the keyboard', () => {
    expect(writtenKey('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
    expect(writtenKey('Mod+Shift+Z', true)).toBe('⌘⇧Z');
    expect(writtenKey('Alt+ArrowDown', false)).toBe('Alt+↓');
  });
});

describe('actions on a flow', () => {
  it('walk down along the routes, into a block, and up again', () => {
    const desk = deskOf();
    const seen = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown'].map((key) => desk.press(key));
    expect(seen).toEqual(['begin', 'survey', 'important', 'review']);
    select(desk.at().view, ['works']);
    expect(desk.press('ArrowDown')).toBe('build');
    expect(desk.press('ArrowUp')).toBe('works');
    select(desk.at().view, ['built']);
    expect(desk.press('ArrowDown')).toBe('finish');
  });

  it('go round the routes of a step, and back to it', () => {
    const desk = deskOf();
    select(desk.at().view, ['important']);
    desk.press('L');
    expect([...desk.at().view.getState().routes]).toEqual(['important/to_review']);
    desk.press('L');
    expect([...desk.at().view.getState().routes]).toEqual(['important/to_works']);
    expect(desk.press('Escape')).toBe('important');
  });

  it('select one step after the other, and let go of them on the way back', () => {
    const desk = deskOf();
    const chosen = () => [...desk.at().view.getState().steps];
    select(desk.at().view, ['begin']);
    desk.press('Shift+ArrowDown');
    desk.press('Shift+ArrowDown');
    expect(chosen()).toEqual(['begin', 'survey', 'important']);
    desk.press('Shift+ArrowUp');
    expect(chosen()).toEqual(['begin', 'survey']);
  });

  it('delete what is selected and bring it back', () => {
    const desk = deskOf();
    select(desk.at().view, ['survey']);
    desk.press('Delete');
    expect(desk.at().document.flow.steps['survey']).toBeUndefined();
    desk.press('Mod+Z');
    expect(desk.at().document).toEqual(document);
  });

  it('nudge by the grid, a row of nudges being one entry', () => {
    const desk = deskOf();
    select(desk.at().view, ['finish']);
    for (const key of ['Alt+ArrowRight', 'Alt+ArrowRight', 'Alt+ArrowDown']) desk.press(key);
    const { x, y } = document.layout.positions['finish']!;
    expect(desk.at().document.layout.positions['finish']).toEqual({ x: x + 16, y: y + 8 });
    desk.press('Mod+Z');
    expect(desk.at().document).toEqual(document);
  });

  it('are not possible where nothing may be changed', () => {
    const desk = deskOf();
    select(desk.at().view, ['survey']);
    const shown = { ...desk.at(), edit: null };
    const edits = actionIds.filter((id) => actionOf(id).edits);
    expect(edits.filter((id) => isPossible(id, shown))).toEqual([]);
    expect(isPossible('walk', shown)).toBe(true);
  });
});

const document = withPlaces(sampleDocument());

/** A canvas without a screen: keys go in, the selected step comes out. */
function deskOf() {
  const view = createView();
  let history = historyOf(document);
  const edit: Situation['edit'] = {
    read: () => history.document,
    perform(one, burst) {
      const answer = perform(history, one, burst);
      if (!answer.ok) return undefined;
      history = answer.value.history;
      return answer.value.touched;
    },
    undo: () => void (history = undo(history)),
    redo: () => void (history = redo(history)),
    labels: () => labels(history),
  };
  const at = (): Situation => {
    const boxes = boxesOf(history.document);
    const tracks = tracksOf(history.document, boxes, () => 0);
    return { document: history.document, boxes, tracks, edit, view, host: {} };
  };
  return {
    at,
    press(key: string): string | undefined {
      const id = actionIds.find((one) => actionOf(one).keys.includes(key));
      if (id !== undefined && isPossible(id, at())) actionOf(id).run(at(), key);
      return [...view.getState().steps][0];
    },
  };
}
