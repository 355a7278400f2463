import { useTranslation } from 'react-i18next';
import { Mark } from '../../display/mark.tsx';

/** How many examples there are, and whether they hold. */
export function ExamplesHead({ count, failing }: { count: number; failing: number }) {
  const { t } = useTranslation('figures');
  return (
    <>
      <div className="figure-part-head">
        <h2>
          {t('examples.title')}
          <span className="section-count">{count}</span>
        </h2>
        {count > 0 && (
          <Mark plain colour={failing > 0 ? 'red' : 'green'} icon={failing > 0 ? 'cross' : 'done'}>
            {failing > 0 ? t('examples.failing', { count: failing }) : t('examples.holding')}
          </Mark>
        )}
      </div>
      {count === 0 && <p className="quiet">{t('examples.none')}</p>}
    </>
  );
}
