/** The frame of screens before the console: what the product is, and beside it what is asked. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from './brand.tsx';
import { LanguageSwitch, ThemeSwitch } from './top-bar.tsx';

export function LoginFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation(['access', 'shell']);
  return (
    <main className="login">
      <section className="login-about">
        <Brand />
        <p className="login-tagline">{t('shell:product.tagline')}</p>
        <ul>
          <li>{t('login.points.flow')}</li>
          <li>{t('login.points.audit')}</li>
          <li>{t('login.points.score')}</li>
        </ul>
      </section>
      <section className="login-form">
        <div className="login-tools">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        {children}
      </section>
    </main>
  );
}
