/** The latest version of a flow, or a released one by its hash. */
import { useTranslation } from 'react-i18next';
import { CalledVersion } from '@flowmeter/engine/steps/called.ts';
import { Choose } from '../inputs/choose.tsx';
import { TextInput } from '../inputs/text-input.tsx';
import { useLabel } from '../labels.ts';
import { type SpecProps, textOf } from './spec-props.ts';

const LATEST = 'latest';

export function VersionInput({ spec, owners, value, change }: SpecProps<'version'>) {
  const { t } = useTranslation('panels');
  const label = useLabel();
  const isPinned = textOf(value) !== LATEST;
  return (
    <>
      <Choose
        value={isPinned ? 'pinned' : LATEST}
        options={[
          { value: LATEST, label: t('specified.latest') },
          { value: 'pinned', label: t('specified.pinned') },
        ]}
        onChange={(chosen) => change(chosen === LATEST ? LATEST : '')}
        aria-label={label(spec.name)}
      />
      {isPinned && (
        <TextInput
          key={String(owners[0]?.['flow'])}
          value={textOf(value) ?? ''}
          accepts={(text) => CalledVersion.safeParse(text).success}
          refusal={t('specified.notAHash')}
          write={(text, burst) => change(text, [], burst)}
          aria-label={t('specified.hash')}
        />
      )}
    </>
  );
}
