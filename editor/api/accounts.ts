/** Accounts: one's own, those of others, one-time links, and grants. */
import { queryOptions } from '@tanstack/react-query';
import type { Grant } from '@flowmeter/engine/changes/grant.ts';
import type {
  AccountView,
  GrantRowView,
  OwnAccountView,
} from '@flowmeter/server/views/accounts.ts';
import type { z } from 'zod';
import { answer, api, intent, until } from './client.ts';
import { whenConfirmed } from './confirmation.ts';
import { pages } from './page.ts';

export type Account = z.infer<typeof AccountView>;
export type OwnAccount = z.infer<typeof OwnAccountView>;
export type GrantRow = z.infer<typeof GrantRowView>;

export const signInWays = queryOptions({
  queryKey: ['sign-in-ways'],
  queryFn: ({ signal }) => answer(api.session.ways.$get({}, until(signal))),
  staleTime: Number.POSITIVE_INFINITY,
});

export const ownAccount = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => answer(api.account.$get({}, until(signal))),
});

export const accounts = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) => answer(api.accounts.$get({}, until(signal))),
});

/** Changes of the organisation that wait, or that are decided. */
export const grantPages = (open: boolean) =>
  pages<GrantRow>(['changes', 'grants', open], (cursor, signal) =>
    answer(api.grants.$get({ query: { cursor, open: String(open) } }, until(signal))),
  );

export function lookAtLink(token: string) {
  return answer(api['set-up'].look.$post({ json: { token } }));
}

/** `code`: of a reset that two people agreed to. */
export function openLink(json: { token: string; password: string; code?: string }) {
  return answer(api['set-up'].$post({ json }));
}

export function changePassword(input: { current: string; password: string }) {
  return answer(api.account.password.$post({ json: input }));
}

export function endSession(id: string) {
  return answer(api.account.sessions[':id'].$delete({ param: { id } }));
}

export function endOtherSessions() {
  return answer(api.account.sessions.$delete());
}

export function beginFactor() {
  return whenConfirmed(() => answer(api.account.factor.$post()));
}

export function enrolFactor(code: string) {
  return answer(api.account.factor.$put({ json: { code } }));
}

export function removeFactor() {
  return whenConfirmed(() => answer(api.account.factor.$delete()));
}

export function renewRecoveryCodes() {
  return whenConfirmed(() => answer(api.account['recovery-codes'].$post()));
}

export function invite(id: string) {
  return whenConfirmed(() => answer(api.accounts[':id'].invitation.$post({ param: { id } })));
}

/** What an administrator does to an account, saying why. */
export type AccountAct = 'close' | 'open' | 'ask_reset' | 'end_sessions';

export function actOnAccount(act: AccountAct, id: string, reason: string): Promise<unknown> {
  const one = api.accounts[':id'];
  const input = { param: { id }, json: { reason } };
  const acts: Record<AccountAct, () => Promise<unknown>> = {
    close: () => answer(one.close.$post(input)),
    open: () => answer(one.open.$post(input)),
    ask_reset: () => answer(one['factor-reset'].$post(input)),
    end_sessions: () => answer(one.sessions.$delete({ param: { id } })),
  };
  return whenConfirmed(acts[act]);
}

export function decideReset(id: string, agree: boolean) {
  return whenConfirmed(() =>
    answer(api['factor-resets'][':id'].decision.$post({ param: { id }, json: { agree } })),
  );
}

/** The code that comes back is handed over by whoever asks. */
export function askPasswordReset({ id, reason }: { id: string; reason: string }) {
  return whenConfirmed(() =>
    answer(api.accounts[':id']['password-reset'].$post({ param: { id }, json: { reason } })),
  );
}

/** The link that comes back is handed over by whoever agrees; none where the answer is no. */
export function decidePasswordReset({ id, agree }: { id: string; agree: boolean }) {
  return whenConfirmed(() =>
    answer(api['password-resets'][':id'].decision.$post({ param: { id }, json: { agree } })),
  );
}

export function proposeGrants(input: { grants: Grant[]; reason: string }, key: string) {
  return whenConfirmed(() => answer(api.grants.$post({ json: input }, intent({ key }))));
}
