import { useTranslation } from 'react-i18next';

/** The mark and the two names of the product. */
export function Brand() {
  const { t } = useTranslation('shell');
  return (
    <span className="brand">
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden>
        <rect className="brand-ground" width="32" height="32" rx="7" />
        <path className="brand-line" d="M7 21.5h6.2l4-11h7.8" />
        <circle className="brand-from" cx="7.5" cy="21.5" r="2.6" />
        <circle className="brand-to" cx="24.5" cy="10.5" r="2.6" />
      </svg>
      <span className="brand-name">{t('product.name')}</span>
      <span className="brand-latin">{t('product.latin')}</span>
    </span>
  );
}
