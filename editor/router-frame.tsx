/** What every address stands in: the root, and everything behind the sign-in. */
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { session } from './api/session.ts';
import { Shell } from './shell/shell.tsx';

interface Context {
  client: QueryClient;
}

export const root = createRootRouteWithContext<Context>()({
  component: Outlet,
});

/** Everything behind the sign-in. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: 'in',
  beforeLoad: async ({ context, location }) => {
    const user = await context.client.ensureQueryData(session);
    if (user === null) {
      throw redirect({
        to: '/login',
        search: location.href === '/' ? {} : { next: location.href },
      });
    }
    if (user.lacksFactor) throw redirect({ to: '/second-factor' });
  },
  component: Shell,
});
