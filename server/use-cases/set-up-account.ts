/** The first password of an account, set by whoever was given the one-time link. */
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { passwordProblem } from '../auth/password-rules.ts';
import type { Origin } from '../auth/sessions.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { hashOfLink, refusalOfLink } from './invite-person.ts';

/** Whose password the link sets. */
export async function lookAtLink(deps: Deps, token: string): Promise<Result<Person>> {
  const row = await deps.store.setupLinks.get(hashOfLink(token));
  const person =
    row && row.expires_at > deps.clock() ? deps.inForce.person(row.account) : undefined;
  if (row === undefined || person === undefined) return failed(problem('link_over'));
  // Whoever was given it may have signed on otherwise since, or been granted a role.
  const refused = row.made_by === 'system' ? undefined : await refusalOfLink(deps, row.account);
  return refused === undefined ? ok(person) : failed(problem('link_over'));
}

/** The token of a session; undefined where a second factor is still to be shown. */
export async function useLink(
  deps: Deps,
  { token, password }: { token: string; password: string },
  from: Origin,
): Promise<Result<string | undefined>> {
  const found = await lookAtLink(deps, token);
  if (!found.ok) return found;
  const { id } = found.value;
  const weak = passwordProblem(password, id);
  if (weak !== undefined) return failed({ ...weak, at: '/password' });
  const event = {
    at: instantOf(deps.clock),
    actor: id,
    role: found.value.roles.join(' '),
    object: id,
  };
  const audit = { ...event, action: 'account.set_up', allowed: true, details: {} };
  const hash = await deps.accounts.hash(password);
  const used = await deps.store.setupLinks.use(hashOfLink(token), hash, {
    at: deps.clock(),
    audit,
  });
  if (!used.ok) return used;
  await deps.accounts.sessions.endOf(id);
  const row = await deps.store.accounts.get(id);
  if (row?.factor !== null) return ok(undefined);
  return deps.accounts.sessions.begin(id, 'password', { ...from, password: hash });
}
