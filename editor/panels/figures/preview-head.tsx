/** What a preview looks at: the kind of period, the unit; and whether it is up to date. */
import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeriodKind } from '@flowmeter/engine/indicators/period.ts';
import { Failure } from '../../display/failure.tsx';
import { Mark } from '../../display/mark.tsx';
import type { Previewed } from './use-preview.ts';

interface PreviewHeadProps {
  kind: PeriodKind;
  onKind: (kind: PeriodKind) => void;
  isSound: boolean;
  previewed: Pick<Previewed<unknown>, 'isCurrent' | 'error'>;
  children?: ReactNode;
}

const kinds = ['month', 'quarter', 'year'] as const;

export function PreviewHead({ kind, onKind, isSound, previewed, children }: PreviewHeadProps) {
  const { t } = useTranslation(['figures', 'scores']);
  return (
    <>
      <div className="preview-head">
        <h2>{t('preview.title')}</h2>
        <State isSound={isSound} previewed={previewed} />
        <span className="preview-scope">
          {children}
          <Segmented
            size="small"
            value={kind}
            options={kinds.map((value) => ({ value, label: t(`preview.kind.${value}`) }))}
            onChange={onKind}
            aria-label={t('preview.kindLabel')}
          />
        </span>
      </div>
      {previewed.error && <Failure error={previewed.error} />}
    </>
  );
}

function State({ isSound, previewed }: Pick<PreviewHeadProps, 'isSound' | 'previewed'>) {
  const { t } = useTranslation('figures');
  const state = !isSound ? 'unsound' : previewed.isCurrent ? 'current' : 'running';
  return (
    <span role="status" className="preview-state" data-state={state}>
      {state === 'unsound' && (
        <Mark plain colour="amber" icon="alarm">
          {t('preview.unsound')}
        </Mark>
      )}
      {state === 'running' && previewed.error === null && (
        <Mark plain colour="grey" icon="clock">
          {t('preview.running')}
        </Mark>
      )}
      {state === 'current' && previewed.error === null && (
        <Mark plain colour="green" icon="done">
          {t('preview.current')}
        </Mark>
      )}
    </span>
  );
}
