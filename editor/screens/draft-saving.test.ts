import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal, Unreachable } from '../api/refusal.ts';
import type { FlowDocument } from '../document/document.ts';
import { sampleDocument } from '../document/testing/sample.ts';
import { createSaver, type SaveState } from './draft-saving.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('saving a draft', () => {
  it('saves a second after the last change, once, on top of the revision last seen', async () => {
    const desk = deskOf();
    desk.change();
    await vi.advanceTimersByTimeAsync(900);
    desk.change();
    await vi.advanceTimersByTimeAsync(900);
    expect(desk.puts).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(desk.puts).toEqual([7]);
    desk.change();
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.puts).toEqual([7, 8]);
    expect(desk.states.at(-1)).toBe('saved');
  });

  it('keeps every change in the journal until the server has it', async () => {
    const desk = deskOf();
    desk.change();
    expect(desk.kept).toBe(desk.document());
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.kept).toBeUndefined();
  });

  it('saves again what changed while it was saving', async () => {
    const desk = deskOf();
    desk.change();
    desk.during = () => desk.change();
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.kept).toBe(desk.document());
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.puts).toEqual([7, 8]);
    expect(desk.kept).toBeUndefined();
  });

  it('tries again by itself when the server is away', async () => {
    const desk = deskOf();
    desk.answers.push(new Unreachable(undefined));
    desk.change();
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.states.at(-1)).toBe('retrying');
    expect(desk.kept).toBe(desk.document());
    await vi.advanceTimersByTimeAsync(2000);
    expect(desk.states.at(-1)).toBe('saved');
  });

  it('stops when another revision was saved meanwhile, keeps the work, and goes on when told', async () => {
    const desk = deskOf();
    desk.answers.push(new Refusal(412, undefined, new Headers()));
    desk.change();
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.states.at(-1)).toBe('moved');
    desk.change();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desk.puts).toEqual([7]);
    expect(desk.kept).toBe(desk.document());
    desk.saver.goOnFrom(12, null);
    await vi.advanceTimersByTimeAsync(0);
    expect(desk.puts).toEqual([7, 12]);
    expect(desk.states.at(-1)).toBe('saved');
  });

  it('knows what the server had last, to be merged with what it has by then', async () => {
    const desk = deskOf();
    const first = desk.document();
    desk.change();
    expect(desk.saver.seen()).toEqual({ revision: 7, base: first });
    await vi.advanceTimersByTimeAsync(1000);
    const second = desk.document();
    desk.answers.push(new Refusal(409, undefined, new Headers()));
    desk.change();
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.saver.seen().revision).toBe(8);
    expect(desk.saver.seen().base).toBe(second);
  });

  it('stops when the server will not take it', async () => {
    const desk = deskOf();
    desk.answers.push(new Refusal(404, undefined, new Headers()));
    desk.change();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desk.states.at(-1)).toBe('stopped');
    expect(desk.puts).toEqual([7]);
  });

  it.each([
    ['the server broke', 500],
    ['what stands before it cannot reach it', 502],
  ])('tries again by itself when %s', async (_, status) => {
    const desk = deskOf();
    desk.answers.push(new Refusal(status, undefined, new Headers()));
    desk.change();
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.states.at(-1)).toBe('retrying');
    await vi.advanceTimersByTimeAsync(2000);
    expect(desk.states.at(-1)).toBe('saved');
  });

  it('offers again what was refused, when it is asked to and when it has changed', async () => {
    const desk = deskOf();
    desk.answers.push(new Refusal(413, undefined, new Headers()));
    desk.answers.push(new Refusal(401, undefined, new Headers()));
    desk.change();
    await vi.advanceTimersByTimeAsync(1000);
    desk.saver.tryAgain();
    await vi.advanceTimersByTimeAsync(0);
    expect(desk.states.at(-1)).toBe('stopped');
    expect(desk.kept).toBe(desk.document());
    desk.change();
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.puts).toEqual([7, 7, 7]);
    expect(desk.kept).toBeUndefined();
  });

  it('goes on saving what was left unsaved, until the server has it', async () => {
    const desk = deskOf();
    desk.answers.push(new Unreachable(undefined));
    desk.change();
    desk.saver.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(desk.saver.isSaved()).toBe(false);
    await vi.advanceTimersByTimeAsync(2000);
    expect(desk.puts).toEqual([7, 7]);
    expect(desk.saver.isSaved()).toBe(true);
    desk.saver.leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desk.puts).toEqual([7, 7]);
  });

  it('saves nothing once it is closed', async () => {
    const desk = deskOf();
    desk.change();
    desk.saver.close();
    desk.saver.leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desk.puts).toEqual([]);
  });

  it('has nothing to save of what it took over', async () => {
    const desk = deskOf();
    desk.change();
    desk.saver.tookOver(12);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desk.puts).toEqual([]);
    expect(desk.kept).toBeUndefined();
    expect(desk.saver.seen()).toEqual({ revision: 12, base: desk.document() });
  });

  it('saves at once when flushed, and says whether all is saved', async () => {
    const desk = deskOf();
    desk.change();
    expect(await desk.saver.flush()).toBe(true);
    desk.answers.push(new Refusal(412, undefined, new Headers()));
    desk.change();
    expect(await desk.saver.flush()).toBe(false);
  });
});

/** A desk with a server behind it that answers what `answers` says, else takes everything. */
function deskOf() {
  let document: FlowDocument = sampleDocument();
  const desk = {
    puts: [] as number[],
    states: [] as SaveState[],
    answers: [] as Error[],
    kept: undefined as FlowDocument | undefined,
    during: () => {},
    document: () => document,
    change() {
      document = { ...document };
      saver.changed();
    },
    get saver() {
      return saver;
    },
  };
  const saver = createSaver({
    revision: 7,
    saved: document,
    read: () => document,
    async put(_, revision) {
      desk.puts.push(revision);
      const refusal = desk.answers.shift();
      if (refusal) throw refusal;
      const { during } = desk;
      desk.during = () => {};
      during();
      return revision + 1;
    },
    journal: {
      keep: (kept) => void (desk.kept = kept),
      forget: () => void (desk.kept = undefined),
    },
    told: (state) => desk.states.push(state),
  });
  return desk;
}
