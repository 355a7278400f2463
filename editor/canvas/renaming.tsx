/** The name of a step being typed in its place: Enter or leaving commits, Esc reverts. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { isFreshName } from '../document/names.ts';
import { useLanguage } from '../words/say.ts';
import { useEdit, useViewStore } from './port.ts';

export function Renaming({ step, name }: { step: string; name: Localized }) {
  const { t } = useTranslation('canvas');
  const language = useLanguage();
  const edit = useEdit();
  const view = useViewStore();
  const [text, setText] = useState(name[language]);

  const finish = (commits: boolean) => {
    if (view.getState().renaming !== step) return;
    view.setState({ renaming: undefined });
    const typed = text.trim();
    const held = edit?.read().flow.steps[step];
    if (!commits || typed === '' || held === undefined || typed === name[language]) return;
    const other = language === 'zh' ? 'en' : 'zh';
    const both = isFreshName(held, other);
    edit?.perform({
      do: 'rename',
      args: { step, name: both ? { zh: typed, en: typed } : { [language]: typed } },
    });
  };

  return (
    <input
      className="step-rename nodrag nopan nokey"
      aria-label={t('rename')}
      value={text}
      maxLength={200}
      // The person has just asked to type here.
      ref={(input) => input?.focus()}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        event.stopPropagation();
        if (event.key === 'Enter') finish(true);
        if (event.key === 'Escape') finish(false);
        if (event.key === 'Enter' || event.key === 'Escape') refocus(event.currentTarget);
      }}
    />
  );
}

/** The keyboard goes back to the canvas. */
function refocus(input: HTMLElement): void {
  input.closest<HTMLElement>('.flow-canvas')?.focus({ preventScroll: true });
}
