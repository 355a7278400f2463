/** A list, entered one item a line. */
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../display/format.ts';
import { itemsIn, linesOf, sameItems } from './list-lines.ts';
import type { WidgetProps } from './widgets.tsx';
import { growing } from '../display/growing.ts';

export function ListInput({ id, fact, value, onChange, disabled, aria }: WidgetProps) {
  const { t } = useTranslation('display');
  const format = useFormat();
  const words = { yes: t('yes'), no: t('no') };
  const show = (item: string | number | boolean) =>
    typeof item === 'number'
      ? String(item)
      : format.value({ ...fact, type: fact.item ?? 'string' }, item);
  const [typed, setTyped] = useState(() => linesOf(value, show));
  // Empty lines say nothing but belong to the typing; a value from elsewhere takes its place.
  const text = sameItems(itemsIn(typed, fact, words), value) ? typed : linesOf(value, show);
  return (
    <Input.TextArea
      id={id}
      value={text}
      disabled={disabled}
      {...growing(3, 12)}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange(itemsIn(target.value, fact, words));
      }}
      {...(aria['aria-invalid'] ? { status: 'error' as const } : {})}
      {...aria}
    />
  );
}
