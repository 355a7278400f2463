/** Who is signed in. */
import { queryOptions } from '@tanstack/react-query';
import type { Role } from '@flowmeter/engine/definition/organisation.ts';
import type { z } from 'zod';
import type { NamedView } from '@flowmeter/server/views/parts.ts';
import { answer, api, until } from './client.ts';
import { Refusal } from './refusal.ts';

export type Named = z.infer<typeof NamedView>;

export interface User extends Named {
  /** Ids; their names are in the organisation. */
  unit: string;
  posts: string[];
  roles: Role[];
}

/** Null: nobody is signed in, which is an answer and not a failure. */
export const session = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<User | null> => {
    try {
      return (await answer(api.session.$get({}, until(signal)))).user;
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export async function signIn(account: string, password: string): Promise<User> {
  return (await answer(api.session.$post({ json: { account, password } }))).user;
}

export async function signOut(): Promise<void> {
  await answer(api.session.$delete());
}

export function hasRole(user: User, roles: readonly Role[]): boolean {
  return roles.length === 0 || roles.some((role) => user.roles.includes(role));
}
