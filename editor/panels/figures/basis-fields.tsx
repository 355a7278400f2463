/** Where a figure comes from: typical practice is never called a regulation. */
import { useTranslation } from 'react-i18next';
import { Basis } from '@flowmeter/engine/definition/header.ts';
import type { ScorecardDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { Choose } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { WordsInput } from '../inputs/words-input.tsx';

interface BasisFieldsProps {
  basis: ScorecardDefinition['pay']['basis'];
  at: string;
  change: (part: 'kind' | 'source', value: unknown, burst?: string) => void;
}

const kinds = Basis.shape.kind.options;

export function BasisFields({ basis, at, change }: BasisFieldsProps) {
  const { t } = useTranslation(['figures', 'display']);
  return (
    <>
      <Field
        label={t('display:basis.source')}
        at={`${at}/kind`}
        help={basis.kind === 'typical' ? t('display:basis.typicalHelp') : undefined}
        isGroup
      >
        {(tied) => (
          <Choose
            value={basis.kind}
            options={kinds.map((kind) => ({ value: kind, label: t(`display:basis.${kind}`) }))}
            onChange={(kind) => change('kind', kind)}
            aria-labelledby={tied['aria-labelledby']}
          />
        )}
      </Field>
      <Field label={t('basis.source')} at={`${at}/source`} isGroup>
        {() => (
          <WordsInput
            label={t('basis.source')}
            value={basis.source}
            isLong
            write={(source, burst) => source && change('source', source, burst)}
          />
        )}
      </Field>
    </>
  );
}
