import { describe, expect, it } from 'vitest';
import { Limit } from '@flowmeter/engine/definition/limit.ts';
import type { Edit } from '../document/commands.ts';
import { boxOf } from '../document/geometry.ts';
import { perform } from '../document/history.ts';
import { historyOf, undo } from '../document/undoing.ts';
import { sampleDocument } from '../document/testing/sample.ts';
import { placesIn } from './fields/places.ts';
import { newLimit } from './fields/new-limit.ts';
import { newOutcome } from './fields/new-outcome.ts';
import { fieldOf } from './subject.ts';

/** A document whose edits are kept, and the field of some of its steps. */
function editing(field: string, steps: string[]) {
  let history = historyOf(sampleDocument());
  const run = (edit: Edit, burst?: string) => {
    const done = perform(history, edit, burst);
    if (!done.ok) throw new Error(JSON.stringify(done.problems));
    history = done.value.history;
  };
  return { field: fieldOf(field, steps, history.document, run), now: () => history };
}

describe('a field', () => {
  it('of one step has its place and value', () => {
    const { field } = editing('clock', ['survey']);
    expect(field).toMatchObject({ at: '/steps/survey/clock', value: 'utility', isMixed: false });
  });

  it('of the flow', () => {
    const { field, now } = editing('owner_post', []);
    field.change('chief');
    expect(field.at).toBe('/owner_post');
    expect(now().document.flow.owner_post).toBe('chief');
  });

  it('of several steps that differ is mixed', () => {
    const { field } = editing('name', ['survey', 'review']);
    expect(field).toMatchObject({ at: undefined, value: undefined, isMixed: true });
  });

  it('is set for all of them in one entry of the history', () => {
    const { field, now } = editing('clock', ['survey', 'review', 'build']);
    field.change('customer');
    const { steps } = now().document.flow;
    expect([steps['survey'], steps['review'], steps['build']]).toMatchObject([
      { clock: 'customer' },
      { clock: 'customer' },
      { clock: 'customer' },
    ]);
    expect(now().past).toHaveLength(1);
    expect(undo(now()).document).toEqual(sampleDocument());
  });

  it('is one entry for a burst of typing', () => {
    const { field, now } = editing('limits', ['survey']);
    const limit = newLimit([], now().document.flow, [{ id: 'cn', name: { zh: '历', en: 'C' } }]);
    field.change(limit, [0]);
    for (const value of [1, 12, 120]) field.change(value, [0, 'value'], 'typing-1');
    expect(now().past).toHaveLength(2);
    expect(now().document.flow.steps['survey']).toMatchObject({ limits: [{ value: 120 }] });
  });
});

describe('what is added', () => {
  it('a limit that fits the schema, with an id of its own', () => {
    const { flow } = sampleDocument();
    const first = newLimit([], flow, [{ id: 'cn', name: { zh: '历', en: 'C' } }]);
    const second = newLimit([first], flow, []);
    expect(Limit.safeParse(first).success).toBe(true);
    expect([first.id, second.id]).toEqual(['internal', 'internal_2']);
  });

  it('an outcome with an id of its own', () => {
    const first = newOutcome([]);
    expect([first.id, newOutcome([first]).id]).toEqual(['outcome_1', 'outcome_2']);
  });
});

describe('places in a branch', () => {
  it('are below what stands there, and what is inside goes along', () => {
    const document = sampleDocument();
    const places = placesIn(document, 'customer', ['inner']);
    const by = places['inner']!.y - document.layout.positions['inner']!.y;
    expect(places['civil_end']!.y - document.layout.positions['civil_end']!.y).toBe(by);
    expect(places['inner']!.y).toBeGreaterThan(boxOf(document, 'built')!.y);
  });
});
