/** What may be done to an account, by whoever looks at it. */
import {
  DisconnectOutlined,
  KeyOutlined,
  LinkOutlined,
  LockOutlined,
  MoreOutlined,
  SafetyOutlined,
  SolutionOutlined,
  UnlockOutlined,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Account, AccountAct } from '../api/accounts.ts';
import { MenuButton } from '../shell/menu-button.tsx';
import { useSay } from '../words/say.ts';

/** What has a dialog of its own. */
export type AccountMatter = 'invite' | 'reset' | 'ask_password' | 'password_reset';

interface AccountMenuProps {
  account: Account;
  onOpen: (what: AccountMatter) => void;
  onAct: (act: AccountAct) => void;
}

const icons: Record<Account['can'][number], typeof LinkOutlined> = {
  invite: LinkOutlined,
  ask_password: KeyOutlined,
  close: LockOutlined,
  open: UnlockOutlined,
  end_sessions: DisconnectOutlined,
  ask_reset: SafetyOutlined,
};

export function AccountMenu({ account, onOpen, onAct }: AccountMenuProps) {
  const { t } = useTranslation('accounts');
  const say = useSay();
  const verbs = account.can.map((verb) => {
    const Icon = icons[verb];
    return {
      key: verb,
      words: t(`act.${verb}`),
      icon: <Icon aria-hidden />,
      onChoose: () => (verb === 'invite' || verb === 'ask_password' ? onOpen(verb) : onAct(verb)),
    };
  });
  const icon = <SolutionOutlined aria-hidden />;
  const deciding = [
    {
      key: 'password_reset' as const,
      waits: account.password_reset,
      words: t('act.decidePassword'),
    },
    { key: 'reset' as const, waits: account.reset, words: t('act.decideReset') },
  ].flatMap(({ key, waits, words }) =>
    waits?.may_decide === true ? [{ key, words, icon, onChoose: () => onOpen(key) }] : [],
  );
  const items = [...deciding, ...verbs];
  if (items.length === 0) return null;
  return (
    <MenuButton
      label={t('people.doWith', { name: say(account.person.name) })}
      icon={<MoreOutlined aria-hidden />}
      items={items}
    />
  );
}
