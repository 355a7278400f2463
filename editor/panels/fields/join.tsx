/** How many of several have to end before a step is left. */
import { InputNumber, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLabel } from '../labels.ts';
import type { SpecProps } from '../specified/spec-props.ts';

export function JoinField({ input, owners, value, change, tied }: SpecProps<'join'>) {
  const { t } = useTranslation('panels');
  const label = useLabel();
  const listed = input.of === undefined ? undefined : owners[0]?.[input.of];
  const count = Array.isArray(listed) ? listed.length : undefined;
  const rule = typeof value === 'object' ? 'at_least' : (value ?? input.usual);
  const put = (chosen: string) => {
    if (chosen === 'at_least') change({ at_least: Math.max(1, (count ?? 0) - 1) });
    else change(chosen === input.usual ? undefined : chosen);
  };
  return (
    <>
      <Radio.Group
        block
        optionType="button"
        value={rule ?? null}
        options={input.rules.map((one) => ({ value: one.value, label: label(one.name) }))}
        onChange={(event) => put(event.target.value as string)}
        role="radiogroup"
        aria-labelledby={tied?.['aria-labelledby']}
      />
      {typeof value === 'object' && (
        <InputNumber
          min={1}
          max={count ?? input.most}
          precision={0}
          value={value.at_least}
          aria-label={t('specified.count')}
          onChange={(least) => least !== null && change({ at_least: least })}
        />
      )}
    </>
  );
}
