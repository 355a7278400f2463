import type { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listen } from './live.ts';

class FakeSource extends EventTarget {
  static last: FakeSource;
  close = vi.fn<() => void>();
  constructor() {
    super();
    FakeSource.last = this;
  }
  say(topic: string) {
    this.dispatchEvent(new MessageEvent(topic, { data: JSON.stringify({ topic, id: '1' }) }));
  }
  open() {
    this.dispatchEvent(new Event('open'));
  }
}

const invalidateQueries = vi.fn<(filter: { queryKey: string[] }) => void>();
const isMutating = vi.fn<() => number>(() => 0);
const client = { invalidateQueries, isMutating } as unknown as QueryClient;
const told = () => invalidateQueries.mock.calls.map(([{ queryKey }]) => queryKey[0]);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', FakeSource);
  invalidateQueries.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('many notices of one topic become one refresh, with what follows from it', () => {
  const stop = listen(client);
  for (let each = 0; each < 50; each++) FakeSource.last.say('findings');
  expect(told()).toEqual([]);
  vi.runAllTimers();
  expect(told()).toEqual(['findings', 'scores']);
  stop();
  expect(FakeSource.last.close).toHaveBeenCalledOnce();
});

test('a command of our own is finished before what it made old is asked again', () => {
  listen(client);
  isMutating.mockReturnValueOnce(1);
  FakeSource.last.say('tasks');
  vi.advanceTimersByTime(500);
  expect(told()).toEqual([]);
  vi.advanceTimersByTime(500);
  expect(told()).toEqual(['tasks']);
});

test('a line that was down is followed by a refresh of everything, the first one by none', () => {
  listen(client);
  FakeSource.last.open();
  vi.runAllTimers();
  expect(told()).toEqual([]);
  FakeSource.last.open();
  vi.runAllTimers();
  expect(told()).toEqual(
    expect.arrayContaining(['tasks', 'cases', 'findings', 'changes', 'definitions']),
  );
});

test('nothing is refreshed after the screen stopped listening', () => {
  const stop = listen(client);
  FakeSource.last.say('tasks');
  stop();
  vi.runAllTimers();
  expect(told()).toEqual([]);
});
