/** What may be done to an account, by whoever looks at it. */
import {
  DisconnectOutlined,
  KeyOutlined,
  LinkOutlined,
  LockOutlined,
  MoreOutlined,
  SolutionOutlined,
  UnlockOutlined,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Account, AccountAct } from '../api/accounts.ts';
import { MenuButton } from '../shell/menu-button.tsx';
import { useSay } from '../words/say.ts';

interface AccountMenuProps {
  account: Account;
  onInvite: () => void;
  onReset: () => void;
  onAct: (act: AccountAct) => void;
}

const icons: Record<Account['can'][number], typeof LinkOutlined> = {
  invite: LinkOutlined,
  close: LockOutlined,
  open: UnlockOutlined,
  end_sessions: DisconnectOutlined,
  ask_reset: KeyOutlined,
};

export function AccountMenu({ account, onInvite, onReset, onAct }: AccountMenuProps) {
  const { t } = useTranslation('accounts');
  const say = useSay();
  const verbs = account.can.map((verb) => {
    const Icon = icons[verb];
    return {
      key: verb,
      words: t(`act.${verb}`),
      icon: <Icon aria-hidden />,
      onChoose: () => (verb === 'invite' ? onInvite() : onAct(verb)),
    };
  });
  const deciding = {
    key: 'reset',
    words: t('act.decideReset'),
    icon: <SolutionOutlined aria-hidden />,
    onChoose: onReset,
  };
  const items = account.reset?.may_decide === true ? [deciding, ...verbs] : verbs;
  if (items.length === 0) return null;
  return (
    <MenuButton
      label={t('people.doWith', { name: say(account.person.name) })}
      icon={<MoreOutlined aria-hidden />}
      items={items}
    />
  );
}
