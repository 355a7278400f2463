/** Short words about what was just done: shown for a moment, read out, in nobody's way. */
import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

type Tone = 'success' | 'warning' | 'error';

interface Told {
  id: number;
  tone: Tone;
  words: string;
}

const told = createStore<{ last: Told | undefined }>()(() => ({ last: undefined }));

function tell(tone: Tone): (words: string) => void {
  return (words) => {
    const id = (told.getState().last?.id ?? 0) + 1;
    told.setState({ last: { id, tone, words } });
  };
}

/** Only the latest is shown: what was done before is seen on the screen. */
export const message = {
  success: tell('success'),
  warning: tell('warning'),
  error: tell('error'),
};

const icons = {
  success: CheckCircleFilled,
  warning: ExclamationCircleFilled,
  error: CloseCircleFilled,
};

/** Failures take longer to read. */
const SHOWN: Record<Tone, number> = { success: 2500, warning: 5000, error: 6000 };

/** Where the words appear; once, beside all screens. */
export function Messages() {
  const last = useStore(told, (state) => state.last);
  useEffect(() => {
    if (last === undefined) return undefined;
    const timer = setTimeout(() => told.setState({ last: undefined }), SHOWN[last.tone]);
    return () => clearTimeout(timer);
  }, [last]);
  const Icon = last === undefined ? undefined : icons[last.tone];
  return (
    <div className="messages" role="status">
      {last && Icon && (
        <div key={last.id} className={`message message-${last.tone}`}>
          <Icon aria-hidden />
          <span>{last.words}</span>
        </div>
      )}
    </div>
  );
}
