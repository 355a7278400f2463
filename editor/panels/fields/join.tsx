/** How many branches have to end before a block is left. */
import { InputNumber, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StepOf } from '@flowmeter/engine/steps/registry.ts';
import { branchesOf } from '@flowmeter/engine/flow/structure.ts';
import { Field } from '../inputs/field.tsx';
import { useFieldLabel } from '../labels.ts';
import { usePanel } from '../panel.ts';
import type { FieldProps } from '../subject.ts';

type Join = NonNullable<StepOf<'parallel'>['join']>;

const rules = ['all', 'first', 'at_least'] as const;

export function JoinField({ field, steps, value, change, at }: FieldProps<Join>) {
  const { t } = useTranslation('panels');
  const { document } = usePanel();
  const [block] = steps;
  const step = block === undefined ? undefined : document.flow.steps[block];
  const branches = step === undefined ? 2 : branchesOf(step).length;
  const rule = typeof value === 'object' ? 'at_least' : (value ?? 'all');
  const put = (chosen: (typeof rules)[number]) => {
    if (chosen === 'at_least') change({ at_least: Math.max(1, branches - 1) });
    else change(chosen === 'all' ? undefined : chosen);
  };
  return (
    <Field label={useFieldLabel(field)} at={at} help={t(`join.${rule}Help`)} isGroup>
      {(tied) => (
        <>
          <Radio.Group
            block
            optionType="button"
            value={rule}
            options={rules.map((one) => ({ value: one, label: t(`join.${one}`) }))}
            onChange={(event) => put(event.target.value as (typeof rules)[number])}
            role="radiogroup"
            aria-labelledby={tied['aria-labelledby']}
          />
          {typeof value === 'object' && (
            <InputNumber
              min={1}
              max={branches}
              precision={0}
              value={value.at_least}
              aria-label={t('join.count')}
              onChange={(count) => count !== null && change({ at_least: count })}
            />
          )}
        </>
      )}
    </Field>
  );
}
