/** The field in which a cell is edited: Enter keeps and goes down, Tab goes on, Esc leaves it as it was. */
import { type KeyboardEvent, useId, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../words/say.ts';
import { writeValue } from './cell-text.ts';
import type { GridColumn } from './desk.ts';

interface CellInputProps {
  label: string;
  column: GridColumn | undefined;
  text: string;
  /** Why what is typed is not kept. */
  refusal: string | undefined;
  onText: (text: string) => void;
  onCommit: (down: number, across: number) => void;
  onCancel: () => void;
}

export function CellInput(props: CellInputProps) {
  const { label, column, text, refusal, onText, onCommit, onCancel } = props;
  const { t } = useTranslation('rules');
  const language = useLanguage();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true });
    const { length } = field.current?.value ?? '';
    field.current?.setSelectionRange(length, length);
  }, []);
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const goes: Record<string, () => void> = {
      Enter: () => onCommit(event.shiftKey ? -1 : 1, 0),
      Tab: () => onCommit(0, event.shiftKey ? -1 : 1),
      Escape: onCancel,
    };
    const go = goes[event.key];
    event.stopPropagation();
    if (go === undefined) return;
    event.preventDefault();
    go();
  };
  const choices =
    column?.type === 'boolean' ? [true, false] : (column?.options ?? []).map(({ value }) => value);
  return (
    <>
      <input
        ref={field}
        className="cell-input"
        value={text}
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-invalid={refusal !== undefined}
        aria-describedby={`${id}-help`}
        {...(choices.length > 0 ? { list: `${id}-choices` } : {})}
        onChange={(event) => onText(event.target.value)}
        onBlur={() => onCommit(0, 0)}
        onKeyDown={press}
      />
      {choices.length > 0 && column !== undefined && (
        <datalist id={`${id}-choices`}>
          {choices.map((value) => (
            <option key={String(value)} value={writeValue(column, value, language)} />
          ))}
        </datalist>
      )}
      <span
        id={`${id}-help`}
        className={refusal === undefined ? 'cell-help' : 'cell-help is-wrong'}
        role={refusal === undefined ? undefined : 'alert'}
      >
        {refusal ?? t(column?.isInput === false ? 'grid.helpOutput' : 'grid.helpInput')}
      </span>
    </>
  );
}
