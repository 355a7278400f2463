/** What is kept and for how long, what must not go, whose data goes, what left the house, and backups. */
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../display/page.tsx';
import { Tabs } from '../display/tabs.tsx';
import { privacyTabs, type PrivacyTab } from '../search.ts';
import { PrivacyBackups } from './privacy-backups.tsx';
import { PrivacyErasures } from './privacy-erasures.tsx';
import { PrivacyExports } from './privacy-exports.tsx';
import { PrivacyHolds } from './privacy-holds.tsx';
import { PrivacyPeriods } from './privacy-periods.tsx';

const route = getRouteApi('/in/privacy');

const shown: Record<PrivacyTab, () => React.ReactNode> = {
  periods: PrivacyPeriods,
  holds: PrivacyHolds,
  erasures: PrivacyErasures,
  exports: PrivacyExports,
  backups: PrivacyBackups,
};

export function PrivacyScreen() {
  const { t } = useTranslation('privacy');
  const { show = 'periods' } = route.useSearch();
  const navigate = useNavigate();
  const Shown = shown[show];
  return (
    <div className="page">
      <PageHead title={t('title')} details={<span>{t('about')}</span>} />
      <Tabs
        label={t('title')}
        tabs={privacyTabs.map((key) => ({ key, words: t(`tabs.${key}`) }))}
        current={show}
        onChoose={(next) =>
          void navigate({ to: '/privacy', search: { show: next }, replace: true })
        }
      >
        <div className="stack">
          <Shown />
        </div>
      </Tabs>
    </div>
  );
}
