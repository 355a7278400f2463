import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { type Problem, wordsOf } from '@flowmeter/engine/problem.ts';
import { arrange } from '../canvas/arranger.ts';
import { message } from '../display/message.tsx';
import type { View } from '../canvas/view-state.ts';
import { useSay } from '../words/say.ts';
import type { Beginning } from './flow-editor.tsx';
import { createSession, type Session } from './flow-editor-session.ts';
import { firstDocument } from './flow-editor-use-saving.ts';

/** The sitting at a draft; says why an edit was refused. */
export function useSession(beginning: Beginning): Session {
  const say = useSay();
  const [session] = useState(() => createSession(firstDocument(beginning)));
  const tell = useEffectEvent((problems: readonly Problem[]) => {
    const [first] = problems;
    if (first) message.warning(say(wordsOf(first)));
  });
  useEffect(() => session.refusals.subscribe(({ problems }) => tell(problems)), [session]);
  return session;
}

/** How long steps take to their new places, in ms. */
const GLIDE = 250;

/** Arranges all steps: computed beside the page, done as one edit. */
export function useLayout(session: Session, view: View): () => void {
  return useCallback(() => void arrangeAll(session, view), [session, view]);
}

async function arrangeAll({ port }: Session, view: View): Promise<void> {
  const before = port.read();
  const to = await arrange(before);
  if (port.read() !== before) return;
  view.setState({ glides: true });
  port.perform({ do: 'layoutAll', args: { to } });
  setTimeout(() => view.setState({ glides: false }), GLIDE);
}
