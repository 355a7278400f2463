/** A figure that whoever asks may set. */
import { useTranslation } from 'react-i18next';
import { useOptions, Choose } from '../inputs/choose.tsx';
import { type NodeProps, useExpressions } from './desk.ts';

export function ParamPart({ label, value, onChange }: NodeProps) {
  const { t } = useTranslation('derived');
  const optionsOf = useOptions();
  const { params } = useExpressions();
  const held = (value as { param: string }).param;
  const named = Object.entries(params).map(([id, { name }]) => ({ id, name }));
  return (
    <Choose
      value={held}
      options={optionsOf(named, held)}
      onChange={(param) => param !== undefined && onChange({ param })}
      aria-label={t('paramOf', { name: label })}
    />
  );
}
