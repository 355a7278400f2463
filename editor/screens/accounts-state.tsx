/** How an account stands: icon and words. */
import { useTranslation } from 'react-i18next';
import type { Account } from '../api/accounts.ts';
import { Mark, type MarkProps } from '../display/mark.tsx';

const looks: Record<Account['state'], Pick<MarkProps, 'colour' | 'icon'>> = {
  none: { colour: 'grey', icon: 'none' },
  invited: { colour: 'violet', icon: 'clock' },
  active: { colour: 'green', icon: 'done' },
  locked: { colour: 'amber', icon: 'pause' },
  closed: { colour: 'red', icon: 'stop' },
};

export function AccountState({ account }: { account: Account }) {
  const { t } = useTranslation('accounts');
  const { reset, password_reset, state } = account;
  return (
    <span className="account-state">
      <Mark plain {...looks[state]}>
        {t(`state.${state}`)}
      </Mark>
      {password_reset !== null && (
        <Mark plain colour="amber" icon="alarm">
          {t('state.password')}
        </Mark>
      )}
      {reset !== null && (
        <Mark plain colour="amber" icon="alarm">
          {t('state.reset')}
        </Mark>
      )}
    </span>
  );
}
