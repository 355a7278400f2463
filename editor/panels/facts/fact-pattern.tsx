/** How a text is written: one of the usual ways, or a pattern of one's own. */
import { useTranslation } from 'react-i18next';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { parsePattern } from '@flowmeter/engine/definition/pattern.ts';
import type { Path } from '../../document/assign.ts';
import { Choose } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { TextInput } from '../inputs/text-input.tsx';

interface FactPatternProps {
  fact: Fact;
  at: string;
  change: (path: Path, value: unknown, burst?: string) => void;
}

/** Texts that many a form asks for. */
const usual = {
  digits: '\\d+',
  letters: '[A-Z0-9]+',
  mobile: '1[3-9]\\d{9}',
  postcode: '\\d{6}',
  citizen: '\\d{17}[0-9X]',
  credit: '[0-9A-Z]{18}',
} as const;

type Usual = keyof typeof usual;
const ids = Object.keys(usual) as Usual[];
const ANY = 'any';
const OWN = 'own';

export function FactPattern({ fact, at, change }: FactPatternProps) {
  const { t } = useTranslation('facts');
  const { pattern } = fact;
  const known = ids.find((id) => usual[id] === pattern);
  const sort = pattern === undefined ? ANY : (known ?? OWN);
  const put = (next: string | undefined, burst?: string) => change(['pattern'], next, burst);
  const options = [ANY, ...ids, OWN] as const;
  return (
    <Field label={t('field.pattern')} at={at} help={t('pattern.help')} isGroup>
      {(tied) => (
        <span className="fact-pattern">
          <Choose
            value={sort}
            options={options.map((value) => ({ value, label: t(`pattern.${value}`) }))}
            onChange={(chosen) => {
              if (chosen === ANY) return put(undefined);
              return put(chosen === OWN ? '[A-Z]{2}\\d{4}' : usual[chosen as Usual]);
            }}
            aria-labelledby={tied['aria-labelledby']}
          />
          {pattern !== undefined && (
            <TextInput
              value={pattern}
              accepts={(text) => parsePattern(text) !== undefined}
              refusal={t('pattern.wrong')}
              maxLength={200}
              write={put}
              aria-label={t('pattern.label')}
            />
          )}
        </span>
      )}
    </Field>
  );
}
