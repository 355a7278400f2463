/** Commands: what a person asks to be done, once, however often the network makes us ask. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isPassing } from './refusal.ts';

interface Options<Input, Answer> {
  /** `key` stays the same while the same input is tried again, by itself or by the person. */
  run: (input: Input, key: string) => Promise<Answer>;
  /** Beginnings of the query keys that the command makes old. */
  makesOld: readonly string[];
  onDone?: (answer: Answer, input: Input) => unknown;
}

const TRIES = 3;

export function useCommand<Input, Answer>({ run, makesOld, onDone }: Options<Input, Answer>) {
  const client = useQueryClient();
  const [intent] = useState(createIntent);
  return useMutation<Answer, Error, Input>({
    mutationFn: (input) => run(input, intent.keyOf(input)),
    retry: (count, error) => count < TRIES && isPassing(error),
    retryDelay: (count) => 500 * 2 ** count,
    onSuccess: async (answer, input) => {
      intent.done();
      // Where to go next is decided first: what the answer made old may not be there any more.
      await onDone?.(answer, input);
      await Promise.all(makesOld.map((topic) => client.invalidateQueries({ queryKey: [topic] })));
    },
    onError: async (error) => {
      if (isPassing(error)) return;
      await Promise.all(makesOld.map((topic) => client.invalidateQueries({ queryKey: [topic] })));
    },
  });
}

/** A key for each distinct thing asked; another input is another intent. */
export function createIntent() {
  let last: { input: string; key: string } | undefined;
  return {
    keyOf(input: unknown): string {
      const text = JSON.stringify(input) ?? '';
      if (last?.input !== text) last = { input: text, key: newKey() };
      return last.key;
    },
    /** It was done: asking the same again is asking for it a second time. */
    done() {
      last = undefined;
    },
  };
}

/** A random UUID (version 4); `randomUUID` itself is missing where the page came over plain HTTP. */
function newKey(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID();
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
