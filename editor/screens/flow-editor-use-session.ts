import { App } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Problem, wordsOf } from '@flowmeter/engine/problem.ts';
import { arrange } from '../canvas/arranger.ts';
import type { View } from '../canvas/view-state.ts';
import { useSay } from '../words/say.ts';
import type { Beginning } from './flow-editor.tsx';
import { createSession, type Session } from './flow-editor-session.ts';
import { firstDocument } from './flow-editor-use-saving.ts';

/** The sitting at a draft; says why an edit was refused. */
export function useSession(beginning: Beginning): Session {
  const { message } = App.useApp();
  const say = useSay();
  const tell = useRef<(problems: readonly Problem[]) => void>(undefined);
  useEffect(() => {
    tell.current = ([first]) => {
      if (first) void message.warning(say(wordsOf(first)));
    };
  });
  const [session] = useState(() =>
    createSession(firstDocument(beginning), (problems) => tell.current?.(problems)),
  );
  return session;
}

/** How long steps take to their new places, in ms. */
const GLIDE = 250;

/** Arranges all steps: computed beside the page, done as one edit. */
export function useLayout(session: Session, view: View): () => void {
  return useCallback(() => {
    const { port } = session;
    const before = port.read();
    void arrange(before).then((to) => {
      if (port.read() !== before) return;
      view.setState({ glides: true });
      port.perform({ do: 'layoutAll', args: { to } });
      view.getState().camera?.fit();
      setTimeout(() => view.setState({ glides: false }), GLIDE);
    });
  }, [session, view]);
}
