/** A password set by whoever was given a one-time link: the first one, or another for one that is lost. */
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { passwordProblem } from '../auth/password-rules.ts';
import type { Origin } from '../auth/sessions.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { hashOfLink, refusalOfLink } from './invite-person.ts';
import { hashOfLinkCode } from './reset-password.ts';

interface Link {
  person: Person;
  /** Of the code that has to be given with it; null where the link is enough. */
  codeHash: string | null;
}

/** Whose password the link sets. */
export async function lookAtLink(deps: Deps, token: string): Promise<Result<Link>> {
  const row = await deps.store.setupLinks.get(hashOfLink(token));
  const person =
    row && row.expires_at > deps.clock() ? deps.inForce.person(row.account) : undefined;
  if (row === undefined || person === undefined) return failed(problem('link_over'));
  // Whoever was given it may have signed on otherwise since, or been granted a role.
  const byTwo = row.made_by === 'system' || row.code_hash !== null;
  const refused = byTwo ? undefined : await refusalOfLink(deps, row.account);
  return refused === undefined
    ? ok({ person, codeHash: row.code_hash })
    : failed(problem('link_over'));
}

/** The token of a session; undefined where a second factor is still to be shown. */
export async function useLink(
  deps: Deps,
  { token, password, code }: { token: string; password: string; code?: string | undefined },
  from: Origin,
): Promise<Result<string | undefined>> {
  const found = await lookAtLink(deps, token);
  if (!found.ok) return found;
  const { person, codeHash } = found.value;
  const { id } = person;
  if (codeHash !== null) {
    const refused = await refusalOfCode(deps, person, codeHash, code);
    if (refused !== undefined) return refused;
  }
  const weak = passwordProblem(password, id);
  if (weak !== undefined) return failed({ ...weak, at: '/password' });
  const audit = { ...eventOf(deps, person), allowed: true, details: {} };
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

/** The code comes from the one person, the link from the other. */
async function refusalOfCode(
  deps: Deps,
  person: Person,
  codeHash: string,
  code: string | undefined,
): Promise<Result<never> | undefined> {
  if (code === undefined) return failed(problem('link_code_needed', {}, '/code'));
  if (hashOfLinkCode(person.id, code) === codeHash) return undefined;
  const refused = problem('wrong_link_code', {}, '/code');
  const details = { code: refused.code };
  const told = await deps.recordAudit(deps, { ...eventOf(deps, person), allowed: false, details });
  return told.ok ? failed(refused) : told;
}

function eventOf({ clock }: Deps, { id, roles }: Person) {
  const about = { actor: id, role: roles.join(' '), object: id };
  return { at: instantOf(clock), ...about, action: 'account.set_up' };
}
