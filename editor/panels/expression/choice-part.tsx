/** One of two, by a condition. */
import { useTranslation } from 'react-i18next';
import { ConditionPart } from './condition-part.tsx';
import { type NodeProps, useExpressions } from './desk.ts';
import type { Choice } from './sorts.ts';

export function ChoicePart({ value, scope, at, wanted, options, onChange }: NodeProps) {
  const { t } = useTranslation('derived');
  const { Node } = useExpressions();
  const held = value as Choice;
  return (
    <>
      <div className="expression-condition">
        <span className="expression-label">{t('choice.if')}</span>
        <ConditionPart
          label={t('choice.if')}
          value={held.if}
          scope={scope}
          at={`${at}/if`}
          onChange={(next, burst) => next !== undefined && onChange({ ...held, if: next }, burst)}
        />
      </div>
      {(['then', 'else'] as const).map((way) => (
        <Node
          key={way}
          label={t(`choice.${way}`)}
          value={held[way]}
          scope={scope}
          at={`${at}/${way}`}
          wanted={wanted}
          options={options}
          onChange={(next, burst) => onChange({ ...held, [way]: next }, burst)}
        />
      ))}
    </>
  );
}
