/** Live screens: the server says what became old, the queries that show it are asked again. */
import type { QueryClient } from '@tanstack/react-query';
import { connection } from './connection.ts';

const topics = [
  'tasks',
  'cases',
  'findings',
  'incidents',
  'notices',
  'changes',
  'definitions',
] as const;

/** What else becomes old: a figure on a score card is made of cases and findings. */
const follows: Partial<Record<(typeof topics)[number], readonly string[]>> = {
  cases: ['scores'],
  findings: ['scores'],
  changes: ['definitions', 'audit-log'],
};

/** Many cases move at once: one refresh a topic in this time (ms) is enough. */
const GATHER = 400;

/** Listens until the returned function is called. The browser connects again by itself. */
export function listen(client: QueryClient, address = '/api/live'): () => void {
  const source = new EventSource(address);
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasOpen = false;

  const refresh = () => {
    // What a command of our own made old is asked again once its screen has gone on: a task that was
    // just completed is not there to be asked for.
    timer = client.isMutating() > 0 ? setTimeout(refresh, GATHER) : undefined;
    if (timer !== undefined) return;
    for (const topic of waiting) void client.invalidateQueries({ queryKey: [topic] });
    waiting.clear();
  };
  const becomeOld = (topic: string) => {
    waiting.add(topic);
    timer ??= setTimeout(refresh, GATHER);
  };
  const hear = (topic: string) => {
    becomeOld(topic);
    for (const other of follows[topic as (typeof topics)[number]] ?? []) becomeOld(other);
  };

  source.addEventListener('message', (event: MessageEvent<string>) => {
    const topic = topicIn(event.data);
    if (topic !== undefined) hear(topic);
  });
  for (const topic of topics) source.addEventListener(topic, () => hear(topic));
  source.addEventListener('open', () => {
    connection.getState().answered();
    // What was said while the line was down was not heard.
    if (wasOpen) for (const topic of topics) hear(topic);
    wasOpen = true;
  });
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

function topicIn(text: string): string | undefined {
  try {
    const said: unknown = JSON.parse(text);
    if (typeof said !== 'object' || said === null || !('topic' in said)) return undefined;
    return topics.find((topic) => topic === said.topic);
  } catch {
    return undefined;
  }
}
