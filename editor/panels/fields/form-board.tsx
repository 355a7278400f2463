/** The fields of a form as cards, where they stand on it, beside the facts that are not on it yet. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from '../../words/say.ts';
import { usePanel } from '../panel.ts';
import { FormCard } from './form-card.tsx';
import { type Form, placed, type Source } from './form-edits.ts';
import { FormPalette } from './form-palette.tsx';
import { useFormDrag } from './use-form-drag.ts';

interface FormBoardProps {
  form: Form;
  onChange: (form: Form) => void;
}

export function FormBoard({ form, onChange }: FormBoardProps) {
  const { t } = useTranslation('forms');
  const say = useSay();
  const { around } = usePanel();
  const frame = useRef<HTMLOListElement>(null);
  const [said, setSaid] = useState('');
  const focusLater = useFocusLater(frame);
  const nameOf = (fact: string) => say(around.facts[fact]?.name) || fact;
  const put = (source: Source, slot: number) => {
    const next = placed(form, source, slot);
    onChange(next);
    const fact = 'fact' in source ? source.fact : (form[source.index]?.fact ?? '');
    const n = next.findIndex((one) => one.fact === fact) + 1;
    setSaid(t('moved', { name: nameOf(fact), n, count: next.length }));
    focusLater(fact);
  };
  const { dragging, handle } = useFormDrag(frame, put);
  return (
    <div className="form-arranger" data-dragging={dragging !== undefined}>
      <FormPalette form={form} handle={handle} onAdd={(fact) => put({ fact }, form.length)} />
      <div className="form-board">
        <p className="quiet">{t('help')}</p>
        <ol ref={frame} className="form-cards" aria-label={t('fields')}>
          {form.map((field, index) => (
            <FormCard
              key={field.fact}
              form={form}
              field={field}
              index={index}
              isDragged={isAt(dragging?.source, index)}
              slot={dragging?.slot}
              handle={handle({ index })}
              onMove={(slot) => put({ index }, slot)}
              onChange={onChange}
            />
          ))}
        </ol>
        {form.length === 0 && <p className="form-empty">{t('empty')}</p>}
        <p className="unseen" role="status">
          {said}
        </p>
      </div>
    </div>
  );
}

function isAt(source: Source | undefined, index: number): boolean {
  return source !== undefined && 'index' in source && source.index === index;
}

/** The keyboard stays with a field that was moved. */
function useFocusLater(frame: RefObject<HTMLElement | null>) {
  const wanted = useRef<string>(undefined);
  useEffect(() => {
    const fact = wanted.current;
    wanted.current = undefined;
    if (fact === undefined) return;
    frame.current
      ?.querySelector<HTMLElement>(`[data-fact="${CSS.escape(fact)}"] .form-grip`)
      ?.focus();
  });
  return (fact: string) => {
    wanted.current = fact;
  };
}
