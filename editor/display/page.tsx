/** The frame of a screen: its title, what stands beside it, its sections. */
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface PageHeadProps {
  title: string;
  /** Above the title: where this belongs. */
  above?: ReactNode;
  /** Beside the title: its state. */
  marks?: ReactNode;
  /** Under the title: what matters about it, in small words. */
  details?: ReactNode;
  actions?: ReactNode;
}

export function PageHead({ title, above, marks, details, actions }: PageHeadProps) {
  usePageTitle(title);
  return (
    <header className="page-head">
      <div className="page-head-words">
        {above && <div className="page-head-above">{above}</div>}
        <div className="page-head-title">
          <h1>{title}</h1>
          {marks}
        </div>
        {details && <div className="page-head-details">{details}</div>}
      </div>
      {actions && <div className="page-head-actions">{actions}</div>}
    </header>
  );
}

/** Names the browser's tab after the screen. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation('shell');
  const product = t('product.title');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
}

interface SectionProps {
  title: string;
  /** A number beside the title. */
  count?: number | string | undefined;
  actions?: ReactNode;
  children: ReactNode;
  /** The content brings its own margins, e.g. a table to the edges. */
  flush?: boolean;
  className?: string;
}

export function Section({ title, count, actions, children, flush, className }: SectionProps) {
  return (
    <section className={`section ${className ?? ''}`} aria-label={title}>
      <div className="section-head">
        <h2>
          {title}
          {count !== undefined && <span className="section-count">{count}</span>}
        </h2>
        {actions && <div className="section-actions">{actions}</div>}
      </div>
      <div className={flush ? 'section-body flush' : 'section-body'}>{children}</div>
    </section>
  );
}

interface FactsProps {
  /** A name and its value; those without a value are left out. */
  items: readonly (readonly [string, ReactNode])[];
  columns?: 1 | 2;
}

/** Names and values, one below the other or in columns. */
export function Facts({ items, columns = 1 }: FactsProps) {
  return (
    <dl className={`facts facts-${columns}`}>
      {items
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name} className="facts-item">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
