/** Somebody comes back from the identity provider of the house: signed in, proved again, or refused. */
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { sessionIdOf } from '../auth/session-id.ts';
import type { Origin } from '../auth/sessions.ts';
import type { Arrival, SingleSignOn } from '../auth/single-sign-on.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';

export interface Arrived {
  /** Where to go in the console. */
  next: string;
  /** Of a new session; undefined where an open one was proved again. */
  token: string | undefined;
  hint: string;
}

export async function arrive(
  deps: Deps,
  provider: SingleSignOn,
  { id, query, request }: { id: string; query: URLSearchParams; request: string },
  from: Origin,
): Promise<Result<Arrived>> {
  const back = await provider.comeBack(id, query);
  if (!back.ok) return back;
  const { account, goal, hint } = back.value;
  const done = await (goal.token === undefined
    ? deps.accounts.welcome(account, from)
    : prove(deps, back.value, goal.token));
  const token = goal.token ?? (done.ok ? done.value : undefined);
  const told = await deps.recordAudit(deps, {
    at: instantOf(deps.clock),
    actor: account,
    ...(token === undefined ? {} : { session: sessionIdOf(token) }),
    request,
    action: goal.token === undefined ? 'sign_in' : 'session.confirmed',
    object: account,
    allowed: done.ok,
    details: {
      way: 'single_sign_on',
      ...(done.ok ? {} : { code: done.problems[0]?.code ?? '' }),
    },
  });
  if (!told.ok) return told;
  return done.ok ? ok({ next: goal.next, token: done.value, hint }) : done;
}

/** It has to be the same person: somebody else's identity proves nothing about this session. */
async function prove(deps: Deps, { account }: Arrival, token: string): Promise<Result<undefined>> {
  const row = await deps.accounts.sessions.find(token, 'use');
  if (row?.account !== account) return failed(problem('wrong_proof'));
  const confirmed = await deps.accounts.sessions.confirm(token, row.way);
  return confirmed.ok ? ok(undefined) : confirmed;
}
