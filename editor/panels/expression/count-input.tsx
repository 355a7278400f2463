/** How many: a figure, or one that whoever asks may set. */
import { useTranslation } from 'react-i18next';
import { useSay } from '../../words/say.ts';
import { Choose } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { FigureInput } from '../inputs/text-input.tsx';
import { useExpressions } from './desk.ts';

type Count = number | { param: string };

interface CountInputProps {
  label: string;
  help?: string;
  at: string;
  value: Count | undefined;
  /** The least there may be; undefined takes it away. */
  isOptional?: boolean;
  onChange: (count: Count | undefined, burst?: string) => void;
}

const FIXED = 'fixed';

export function CountInput({
  label,
  help,
  at,
  value,
  isOptional = false,
  onChange,
}: CountInputProps) {
  const { t } = useTranslation(['derived', 'panels']);
  const say = useSay();
  const { params } = useExpressions();
  const own = Object.entries(params).map(([id, { name }]) => ({
    value: `$${id}`,
    label: say(name),
  }));
  const held = typeof value === 'object' ? `$${value.param}` : FIXED;
  return (
    <Field label={label} at={at} help={help} isGroup>
      {(tied) => (
        <span className="expression-count">
          {own.length > 0 && (
            <Choose
              value={held}
              options={[{ value: FIXED, label: t('asked.fixed') }, ...own]}
              onChange={(chosen) =>
                onChange(chosen === FIXED ? 1 : { param: (chosen ?? '').slice(1) })
              }
              aria-label={t('asked.of', { name: label })}
            />
          )}
          {typeof value !== 'object' && (
            <FigureInput
              value={value}
              isInteger
              isOptional={isOptional}
              within={(figure) => figure >= 0 && figure <= 10_000}
              refusal={t('panels:notAnInteger')}
              write={onChange}
              aria-labelledby={tied['aria-labelledby']}
            />
          )}
        </span>
      )}
    </Field>
  );
}
