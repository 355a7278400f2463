/** Product, search, notifications, language, theme, account. */
import {
  BulbOutlined,
  DesktopOutlined,
  LogoutOutlined,
  MenuOutlined,
  MoonOutlined,
  SafetyCertificateOutlined,
  SearchOutlined,
  SunOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Tooltip } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../api/organisation.ts';
import type { User } from '../api/session.ts';
import { prefer, themeChoices, usePreferences } from '../theme/preferences.ts';
import { useLanguage, useSay } from '../words/say.ts';
import { Bell } from './bell.tsx';
import { Brand } from './brand.tsx';
import { MenuButton } from './menu-button.tsx';
import { useSignOut } from './sign-out.ts';

/** Names of keys, the same in every language. */
const SHORTCUT = 'Ctrl K';

const CommandBox = lazy(async () => ({ default: (await import('./command-box.tsx')).CommandBox }));

interface TopBarProps {
  user: User;
  onMenu: () => void;
  menuIsOpen: boolean;
}

export function TopBar({ user, onMenu, menuIsOpen }: TopBarProps) {
  const { t } = useTranslation('shell');
  return (
    <header className="top">
      <Button
        type="text"
        className="top-menu"
        icon={<MenuOutlined aria-hidden />}
        aria-label={t('nav.menu')}
        aria-expanded={menuIsOpen}
        onClick={onMenu}
      />
      <Link to="/" className="top-brand">
        <Brand />
      </Link>
      <Search user={user} />
      <div className="top-tools">
        <Bell user={user} />
        <LanguageSwitch />
        <ThemeSwitch />
        <Account user={user} />
      </div>
    </header>
  );
}

function Search({ user }: { user: User }) {
  const { t } = useTranslation('shell');
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setIsOpen(false);
  const cancel = () => {
    close();
    // The dialog holds the keyboard until it is gone.
    setTimeout(() => button.current?.focus());
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setIsOpen(true);
    };
    globalThis.addEventListener('keydown', listen);
    return () => globalThis.removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <button
        type="button"
        ref={button}
        className="top-search"
        aria-keyshortcuts="Control+K"
        onClick={() => setIsOpen(true)}
      >
        <SearchOutlined aria-hidden />
        <span className="top-search-words">{t('command.open')}</span> <kbd>{SHORTCUT}</kbd>
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <CommandBox user={user} onClose={close} onCancel={cancel} />
        </Suspense>
      )}
    </>
  );
}

export function LanguageSwitch() {
  const { t } = useTranslation('shell');
  const language = useLanguage();
  return (
    <Tooltip title={t('language.switch')}>
      <Button
        type="text"
        className="top-tool"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        aria-label={`${t('language.short')} ${t('language.switch')}`}
        onClick={() => prefer({ language: language === 'zh' ? 'en' : 'zh' })}
      >
        {t('language.short')}
      </Button>
    </Tooltip>
  );
}

const themeIcons = { light: SunOutlined, dark: MoonOutlined, system: DesktopOutlined };

export function ThemeSwitch() {
  const { t } = useTranslation('shell');
  const { theme } = usePreferences();
  const items = themeChoices.map((choice) => {
    const Icon = themeIcons[choice];
    return {
      key: choice,
      words: t(`theme.${choice}`),
      icon: <Icon aria-hidden />,
      isChosen: choice === theme,
      onChoose: () => prefer({ theme: choice }),
    };
  });
  return (
    <MenuButton
      label={t('theme.switch', { theme: t(`theme.${theme}`) })}
      icon={<BulbOutlined aria-hidden />}
      items={items}
    />
  );
}

function Account({ user }: { user: User }) {
  const { t } = useTranslation('shell');
  const say = useSay();
  const signOut = useSignOut();
  const names = useNames();
  const about = (
    <div className="account">
      <strong>{say(user.name)}</strong>
      <dl>
        <dt>{t('user.unit')}</dt>
        <dd>{names.unit(user.unit)}</dd>
        <dt>{t('user.posts')}</dt>
        <dd>{user.posts.map(names.post).join(' / ') || '—'}</dd>
        <dt>{t('user.roles')}</dt>
        <dd>{user.roles.map((role) => t(`role.${role}`)).join(' / ')}</dd>
      </dl>
    </div>
  );
  const navigate = useNavigate();
  const own = {
    key: 'account',
    words: t('user.account'),
    icon: <SafetyCertificateOutlined aria-hidden />,
    onChoose: () => void navigate({ to: '/account' }),
  };
  const leave = {
    key: 'out',
    words: t('user.signOut'),
    icon: <LogoutOutlined aria-hidden />,
    onChoose: signOut,
  };
  return (
    <MenuButton
      label={t('user.open', { name: say(user.name) })}
      icon={<UserOutlined aria-hidden />}
      items={[own, leave]}
      about={about}
      className="top-account"
    >
      <span className="top-account-name">{say(user.name)}</span>
    </MenuButton>
  );
}
