import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { User } from '../api/session.ts';
import { destinationsFor, groups } from '../navigation.ts';
import { prefer, usePreferences } from '../theme/preferences.ts';

/** Where the person may go, by groups; icons only when it was made narrow. */
export function SideNavigation({ user }: { user: User }) {
  const { t } = useTranslation('shell');
  const { narrow } = usePreferences();
  const allowed = destinationsFor(user);
  const toggle = narrow ? t('nav.expand') : t('nav.collapse');
  return (
    <nav className="side" aria-label={t('nav.label')}>
      {groups.map((group) => {
        const shown = allowed.filter((one) => one.group === group);
        if (shown.length === 0) return null;
        return (
          <div key={group} className="side-group">
            <p className="side-title">{t(`nav.${group}`)}</p>
            <ul>
              {shown.map(({ key, to, icon: Icon }) => (
                <li key={key}>
                  <Tooltip title={narrow ? t(`screen.${key}`) : undefined} placement="right">
                    <Link
                      to={to}
                      className="side-link"
                      aria-label={narrow ? t(`screen.${key}`) : undefined}
                      activeOptions={{ exact: to === '/', includeSearch: false }}
                      activeProps={{ 'aria-current': 'page' }}
                    >
                      <Icon aria-hidden />
                      <span className="side-words">{t(`screen.${key}`)}</span>
                    </Link>
                  </Tooltip>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      <button
        type="button"
        className="side-toggle"
        aria-label={toggle}
        title={toggle}
        onClick={() => prefer({ narrow: !narrow })}
      >
        {narrow ? <MenuUnfoldOutlined aria-hidden /> : <MenuFoldOutlined aria-hidden />}
      </button>
    </nav>
  );
}
