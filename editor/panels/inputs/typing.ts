import { type KeyboardEvent, useRef, useState } from 'react';
import { newBurst } from '../panel.ts';

interface TypingProps {
  /** What stands in the document. */
  value: string;
  /** Is told what can be kept while it is being typed; one burst from focus to leaving. */
  write: (text: string, burst: string) => void;
  /** What cannot be kept stays in the field only, until it can or the field is left. */
  accepts?: (text: string) => boolean;
}

interface Draft {
  text: string;
  /** What the field began with: what Esc goes back to. */
  original: string;
  burst: string;
}

/**
 * A field being typed into: every change goes to the document at once, as one entry of the history from
 * focus to leaving; Esc goes back to what was there; while an input method composes nothing is written.
 */
export function useTyping({ value, write, accepts = () => true }: TypingProps) {
  const [draft, setDraft] = useState<Draft>();
  const composing = useRef(false);
  const begun = (): Draft => draft ?? { text: value, original: value, burst: newBurst() };
  const type = (text: string) => {
    const held = begun();
    setDraft({ ...held, text });
    if (!composing.current && text !== value && accepts(text)) write(text, held.burst);
  };
  return {
    text: draft?.text ?? value,
    isRefused: draft !== undefined && !accepts(draft.text),
    handlers: {
      onFocus: () => setDraft(begun()),
      onBlur: () => setDraft(undefined),
      onChange: (event: { target: { value: string } }) => type(event.target.value),
      onCompositionStart: () => {
        composing.current = true;
      },
      onCompositionEnd: (event: { currentTarget: { value: string } }) => {
        composing.current = false;
        type(event.currentTarget.value);
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.nativeEvent.isComposing || event.key !== 'Escape' || draft === undefined) return;
        event.stopPropagation();
        setDraft({ ...draft, text: draft.original });
        if (draft.original !== value) write(draft.original, draft.burst);
      },
    },
  };
}
