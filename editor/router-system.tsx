/** Addresses of the way in, of accounts, and of what is kept and audited. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { retention } from './api/privacy.ts';
import { session } from './api/session.ts';
import { inside, root } from './router-frame.tsx';
import { searches } from './search.ts';
import { loadWords } from './words/setup.ts';

export const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: searches.login,
  loader: () => loadWords('access'),
  component: lazyRouteComponent(() => import('./screens/login.tsx'), 'LoginScreen'),
});

/** What a one-time link opens; its token stands behind `#` and goes nowhere by itself. */
export const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  loader: () => loadWords('access', 'accounts'),
  component: lazyRouteComponent(() => import('./screens/set-up.tsx'), 'SetUpScreen'),
});

/** Whoever has to have a second factor enrols it before anything else. */
export const secondFactor = createRoute({
  getParentRoute: () => root,
  path: '/second-factor',
  beforeLoad: async ({ context }) => {
    const user = await context.client.ensureQueryData(session);
    if (user?.lacksFactor !== true) throw redirect({ to: '/' });
  },
  loader: () => loadWords('access', 'accounts'),
  component: lazyRouteComponent(() => import('./screens/second-factor.tsx'), 'SecondFactorScreen'),
});

/** Where the identity provider leads back to after it was asked who is there once more. */
export const proved = createRoute({
  getParentRoute: () => root,
  path: '/proved',
  loader: () => loadWords('access'),
  component: lazyRouteComponent(() => import('./screens/proved.tsx'), 'ProvedScreen'),
});

export const profile = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  loader: () => loadWords('accounts'),
  component: lazyRouteComponent(() => import('./screens/profile.tsx'), 'ProfileScreen'),
});

export const people = createRoute({
  getParentRoute: () => inside,
  path: '/accounts',
  validateSearch: searches.accounts,
  loader: () => loadWords('accounts'),
  component: lazyRouteComponent(() => import('./screens/accounts.tsx'), 'AccountsScreen'),
});

export const grants = createRoute({
  getParentRoute: () => inside,
  path: '/grants',
  validateSearch: searches.grants,
  loader: () => loadWords('accounts', 'changes'),
  component: lazyRouteComponent(() => import('./screens/grants.tsx'), 'GrantsScreen'),
});

export const auditLog = createRoute({
  getParentRoute: () => inside,
  path: '/audit-log',
  validateSearch: searches.auditLog,
  loader: () => loadWords('audit'),
  component: lazyRouteComponent(() => import('./screens/audit-log.tsx'), 'AuditLogScreen'),
});

export const privacy = createRoute({
  getParentRoute: () => inside,
  path: '/privacy',
  validateSearch: searches.privacy,
  loader: ({ context }) => {
    void context.client.prefetchQuery(retention);
    return loadWords('privacy');
  },
  component: lazyRouteComponent(() => import('./screens/privacy.tsx'), 'PrivacyScreen'),
});

export const help = createRoute({
  getParentRoute: () => inside,
  path: '/help',
  loader: () => loadWords('help'),
  component: lazyRouteComponent(() => import('./screens/help.tsx'), 'HelpScreen'),
});
