/**
 * A document, or a part of one, as it is written: to be read, copied and changed. It is kept when the field is
 * left; while there is a mistake in it, it is told with its line, and what was typed stays where it is held.
 */
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem, Result } from '@flowmeter/engine/problem.ts';
import { isSame } from '../subject.ts';
import type { Jump } from '../use-jump.ts';
import { CodeField } from './code-field.tsx';

interface DocumentJsonProps<T> {
  label: string;
  value: T;
  write: (value: T) => string;
  /** Its places are those of the text. The same function as long as it reads the same. */
  read: (text: string) => Result<T>;
  /** What is known to be wrong with it as it is. */
  problems: readonly Problem[];
  /** What is typed and not kept; undefined where it shows what is there. */
  typed: string | undefined;
  onTyped: (text: string | undefined) => void;
  onChange: (value: T) => void;
  jump?: Jump | undefined;
}

const none: readonly Problem[] = [];

export function DocumentJson<T>(props: DocumentJsonProps<T>) {
  const { label, value, write, read, typed, onTyped, onChange } = props;
  const { t } = useTranslation('rules');
  const written = useMemo(() => write(value), [write, value]);
  const asked = useDeferredValue(typed);
  const unkept = useMemo(() => {
    const found = asked === undefined ? undefined : read(asked);
    return found === undefined || found.ok ? none : found.problems;
  }, [asked, read]);
  const keep = () => {
    if (typed === undefined) return;
    const found = read(typed);
    if (!found.ok) return;
    onTyped(undefined);
    if (!isSame(found.value, value)) onChange(found.value);
  };
  const isWrong = unkept.length > 0;
  return (
    <div className="rule-json">
      {isWrong && (
        <p className="panel-help" role="alert">
          {t('json.notKept')}
        </p>
      )}
      <CodeField
        label={label}
        text={typed ?? written}
        problems={isWrong ? unkept : props.problems}
        isWrong={isWrong}
        jump={props.jump}
        onText={onTyped}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
          event.stopPropagation();
          onTyped(undefined);
        }}
      />
    </div>
  );
}
