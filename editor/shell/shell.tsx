/** The frame around every screen: top bar, side navigation, notices, the screen itself. */
import { Outlet, useRouter } from '@tanstack/react-router';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listen } from '../api/live.ts';
import { session } from '../api/session.ts';
import { usePreferences } from '../theme/preferences.ts';
import { Confirmation } from './confirmation.tsx';
import { Notices } from './notices.tsx';
import { SideNavigation } from './side-navigation.tsx';
import { TopBar } from './top-bar.tsx';

export function Shell() {
  const { t } = useTranslation('shell');
  const { narrow } = usePreferences();
  const { data: user } = useSuspenseQuery(session);
  const client = useQueryClient();
  const main = useRef<HTMLElement>(null);
  const [menuIsOpen, setMenuIsOpen] = useState(false);

  useEffect(() => listen(client), [client]);
  useFocusOnArrival(main, () => setMenuIsOpen(false));

  if (user === null) return null;
  return (
    <div className={`shell${narrow ? ' shell-narrow' : ''}${menuIsOpen ? ' shell-menu' : ''}`}>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <TopBar user={user} onMenu={() => setMenuIsOpen(!menuIsOpen)} menuIsOpen={menuIsOpen} />
      <SideNavigation user={user} />
      <main id="main" ref={main} tabIndex={0}>
        <Notices />
        <Outlet />
      </main>
      <Confirmation />
    </div>
  );
}

/** After a move to another screen the reader, and the keyboard, stand at its beginning. */
function useFocusOnArrival(main: React.RefObject<HTMLElement | null>, arrived: () => void): void {
  const router = useRouter();
  const moved = useEffectEvent(() => {
    main.current?.focus({ preventScroll: true });
    arrived();
  });
  useEffect(
    () =>
      router.subscribe('onResolved', ({ fromLocation, pathChanged }) => {
        if (pathChanged && fromLocation !== undefined) moved();
      }),
    [router],
  );
}
