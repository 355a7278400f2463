/** Where a figure comes from. Typical practice never looks like a regulation. */
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Due } from '../api/cases.ts';
import { useSay } from '../words/say.ts';

type Basis = Due['basis'];

export function BasisLabel({ kind, source }: { kind: Basis['kind']; source?: Basis['source'] }) {
  const { t } = useTranslation('display');
  const say = useSay();
  const help = kind === 'typical' ? t('basis.typicalHelp') : t(`basis.${kind}`);
  return (
    <Tooltip title={source ? `${help} ${say(source)}` : help}>
      <span className={`basis basis-${kind}`}>{t(`basis.${kind}`)}</span>
    </Tooltip>
  );
}
