/** The field in which a cell is edited, and below it what may be picked for it. */
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { useLanguage } from '../../words/say.ts';
import { type Choice, choicesOf, completed, fitting, toggled } from './cell-choices.ts';
import { CellPopup } from './cell-popup.tsx';
import type { GridColumn } from './sheet.ts';
import type { Editing } from './use-editing.ts';

interface CellEditorProps {
  label: string;
  column: GridColumn;
  editing: Editing;
}

export function CellEditor({ label, column, editing }: CellEditorProps) {
  const { text = '', refusal } = editing;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true });
    const { length } = field.current?.value ?? '';
    field.current?.setSelectionRange(length, length);
  }, []);
  const picking = usePicking(column, editing);
  const { choices, picked } = picking;
  const hasChoices = choices.length > 0;
  return (
    <>
      <textarea
        ref={field}
        className="cell-input"
        value={text}
        rows={Math.min(8, text.split('\n').length)}
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-invalid={refusal !== undefined}
        aria-describedby={`${id}-help`}
        {...(hasChoices
          ? {
              'aria-autocomplete': 'list' as const,
              'aria-controls': `${id}-choices`,
              ...(picked === undefined
                ? {}
                : { 'aria-activedescendant': `${id}-choices-${picked}` }),
            }
          : {})}
        onChange={(event) => picking.type(event.target.value)}
        onBlur={() => editing.commit({})}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (!event.nativeEvent.isComposing) press(event, editing, picking);
        }}
      />
      <CellPopup
        id={id}
        column={column}
        text={text}
        refusal={refusal}
        choices={choices}
        picked={picked}
        onChoice={picking.take}
        onText={picking.type}
      />
    </>
  );
}

type Picking = ReturnType<typeof usePicking>;

/** Choices narrow down once something was typed; one of them is reached by arrows. */
function usePicking(column: GridColumn, editing: Editing) {
  const { text = '', isInside = false } = editing;
  const language = useLanguage();
  const [isTyped, setIsTyped] = useState(!isInside);
  const [picked, setPicked] = useState<number>();
  const all = choicesOf(column, text, language);
  const choices = isTyped ? fitting(all, text) : all;
  const type = (next: string) => {
    setIsTyped(true);
    setPicked(undefined);
    editing.type(next);
  };
  return {
    choices,
    picked,
    type,
    /** The next or the one before; round. */
    step: (by: 1 | -1) => {
      const from = picked ?? (by === 1 ? -1 : 0);
      setPicked((from + by + choices.length) % choices.length);
    },
    completedBy: (choice: Choice) => completed(column, text, choice),
    /** One of several alternatives stays to be added to; a whole cell is done. */
    take: (choice: Choice) => {
      const next = toggled(column, text, choice, language);
      const isOne = !column.isInput || column.type === 'boolean' || choice.isWhole;
      if (isOne) {
        editing.commit({ text: next });
        return;
      }
      setIsTyped(false);
      editing.type(next);
    },
  };
}

/** Enter and Tab keep and go on, Esc leaves the cell as it was, Alt+Enter is a new line. */
function press(
  event: KeyboardEvent<HTMLTextAreaElement>,
  editing: Editing,
  picking: Picking,
): void {
  const { key, shiftKey, altKey } = event;
  const isControl = event.ctrlKey || event.metaKey;
  const choice = picking.picked === undefined ? undefined : picking.choices[picking.picked];
  const text = choice === undefined ? {} : { text: picking.completedBy(choice) };
  const back = shiftKey ? -1 : 1;
  const does: Partial<Record<string, () => void>> = {
    Enter: () => editing.commit(isControl ? { ...text, isAll: true } : { ...text, down: back }),
    Tab: () => editing.commit({ ...text, across: back }),
    Escape: editing.cancel,
    F2: editing.turn,
    ...(choice === undefined ? {} : { ' ': () => picking.take(choice) }),
    ...arrows(event, editing, picking),
  };
  if (key === 'Enter' && altKey) does['Enter'] = () => newLine(event.currentTarget, picking);
  const go = does[key];
  if (go === undefined) return;
  event.preventDefault();
  go();
}

/** Up and down pick where there is something to be picked; else arrows keep what was typed and go on. */
function arrows(
  { altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent,
  editing: Editing,
  picking: Picking,
): Partial<Record<string, () => void>> {
  if (ctrlKey || metaKey || shiftKey) return {};
  if (picking.choices.length > 0) {
    return { ArrowDown: () => picking.step(1), ArrowUp: () => picking.step(-1) };
  }
  if (editing.isInside === true || altKey) return {};
  return {
    ArrowDown: () => editing.commit({ down: 1 }),
    ArrowUp: () => editing.commit({ down: -1 }),
    ArrowLeft: () => editing.commit({ across: -1 }),
    ArrowRight: () => editing.commit({ across: 1 }),
  };
}

function newLine(field: HTMLTextAreaElement, picking: Picking): void {
  field.setRangeText('\n', field.selectionStart, field.selectionEnd, 'end');
  picking.type(field.value);
}
