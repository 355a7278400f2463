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
  /** They may do nothing before they have enrolled a second factor. */
  lacksFactor: boolean;
}

/** Null: nobody is signed in, which is an answer and not a failure. */
export const session = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<User | null> => {
    try {
      return userOf(await answer(api.session.$get({}, until(signal))));
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** What one signs in with; the code of a second factor is asked for once the password was right. */
export interface Credentials {
  account: string;
  password: string;
  code?: string | undefined;
}

export async function signIn(credentials: Credentials): Promise<User> {
  return userOf(await answer(api.session.$post({ json: credentials })));
}

/** Where the identity provider of the house signs out too; undefined where there is none. */
export async function signOut(): Promise<string | undefined> {
  const answered: { go_to?: string } | string | undefined = await answer(api.session.$delete());
  return typeof answered === 'object' ? answered.go_to : undefined;
}

function userOf(view: { user: Omit<User, 'lacksFactor'>; lacks_factor: boolean }): User {
  return { ...view.user, lacksFactor: view.lacks_factor };
}

export function hasRole(user: User, roles: readonly Role[]): boolean {
  return roles.length === 0 || roles.some((role) => user.roles.includes(role));
}
