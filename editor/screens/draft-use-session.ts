import type { Objectish } from 'immer';
import { useEffect, useEffectEvent, useState } from 'react';
import { type Problem, wordsOf } from '@flowmeter/engine/problem.ts';
import { message } from '../display/message.tsx';
import { useSay } from '../words/say.ts';
import { createSession, type Perform, type Session } from './draft-session.ts';
import { type Beginning, firstDocument } from './draft-use-saving.ts';

/** The sitting at a draft; says why an edit was refused. */
export function useSession<D extends Objectish, E>(
  beginning: Beginning<D>,
  perform: Perform<D, E>,
): Session<D, E> {
  const say = useSay();
  const [session] = useState(() => createSession(firstDocument(beginning), perform));
  const tell = useEffectEvent((problems: readonly Problem[]) => {
    const [first] = problems;
    if (first) message.warning(say(wordsOf(first)));
  });
  useEffect(() => session.refusals.subscribe(({ problems }) => tell(problems)), [session]);
  return session;
}
