/** How many of several have to end before a step is left. */
import { InputNumber, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSay } from '../../words/say.ts';
import { recordOf, type SpecProps } from './spec-props.ts';

const rules = ['all', 'first', 'at_least'] as const;
const MOST = 1000;

export function JoinInput({ spec, value, change }: SpecProps) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const count = recordOf(value)['at_least'];
  return (
    <>
      <Radio.Group
        block
        optionType="button"
        value={typeof count === 'number' ? 'at_least' : value}
        options={rules.map((one) => ({ value: one, label: t(`join.${one}`) }))}
        onChange={({ target }) =>
          change(target.value === 'at_least' ? { at_least: 1 } : target.value)
        }
        role="radiogroup"
        aria-label={say(spec.name)}
      />
      {typeof count === 'number' && (
        <InputNumber
          min={1}
          max={MOST}
          precision={0}
          value={count}
          aria-label={t('specified.count')}
          onChange={(most) => most !== null && change({ at_least: most })}
        />
      )}
    </>
  );
}
