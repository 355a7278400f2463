/** Accounts of the people there are, with what may be done to each by whoever looks. */
import type { z } from '@hono/zod-openapi';
import type { Person, Role } from '@flowmeter/engine/definition/organisation.ts';
import type { Actor } from '../app-env.ts';
import { policy } from '../auth/policy.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { namesOf, type Names } from '../names.ts';
import type { PasswordResetRow } from '../store/password-reset-schema.ts';
import type { AccountRow, FactorResetRow, SessionRow, SetupLinkRow } from '../store/schema.ts';
import { refusalOfLink } from '../use-cases/invite-person.ts';
import type { AccountView, OwnAccountView } from '../views/accounts.ts';

type View = z.infer<typeof AccountView>;

/** What is stored about one account. */
interface About {
  row: AccountRow | undefined;
  link: SetupLinkRow | undefined;
  reset: FactorResetRow | undefined;
  passwordReset: PasswordResetRow | undefined;
  /** An administrator alone may make a link for it. */
  mayInvite: boolean;
  sessions: SessionRow[];
}

export async function accountViews(deps: Deps, actor: Actor): Promise<View[]> {
  const { store, inForce, accounts } = deps;
  const rows = new Map((await store.accounts.list()).map((row) => [row.id, row]));
  const links = await store.setupLinks.list();
  const resets = await store.factorResets.asked();
  const passwordResets = await store.passwordResets.asked();
  const names = namesOf(inForce);
  const views = [];
  for (const person of inForce.organisation()?.people ?? []) {
    const { id } = person;
    const about = {
      row: rows.get(id),
      link: links.find((one) => one.account === id && one.expires_at > deps.clock()),
      reset: resets.find((one) => one.account === id),
      passwordReset: passwordResets.find((one) => one.account === id),
      mayInvite: actor.roles.includes('admin') && (await refusalOfLink(deps, id)) === undefined,
      sessions: await accounts.sessions.of(id),
    };
    views.push(accountView({ deps, actor, names }, person, about));
  }
  return views;
}

interface Showing {
  deps: Deps;
  actor: Actor;
  names: Names;
}

function accountView(showing: Showing, person: Person, about: About): View {
  const { names, deps } = showing;
  const { row, link, sessions } = about;
  const seen = Math.max(0, ...sessions.map((one) => one.seen_at));
  return {
    person: names.person(person.id),
    unit: names.unit(person.unit),
    posts: person.posts.map((post) => names.post(post)),
    roles: person.roles,
    terms: person.terms ?? [],
    same_as: person.same_as === undefined ? null : names.person(person.same_as),
    state: stateOf(about, deps.clock()),
    factor: (row?.factor ?? null) !== null,
    sessions: sessions.length,
    seen_at: seen === 0 ? null : instant(seen),
    link_until: link === undefined ? null : instant(link.expires_at),
    reset: waitingView(showing, about.reset, watchers),
    password_reset: waitingView(showing, about.passwordReset, approvers),
    can: canDo(showing, person, about),
  };
}

function stateOf({ row, link }: About, now: number): View['state'] {
  if (row === undefined) return 'none';
  if (row.closed_at !== null) return 'closed';
  if (row.password === '') return link === undefined ? 'none' : 'invited';
  return row.locked_until > now ? 'locked' : 'active';
}

/** Who decides about a second factor, and about a password; see the policy. */
const watchers: readonly Role[] = policy.decide_factor_reset;
const approvers: readonly Role[] = policy.decide_password_reset;

function waitingView(
  { deps, actor, names }: Showing,
  reset: FactorResetRow | PasswordResetRow | undefined,
  deciders: readonly Role[],
) {
  if (reset === undefined) return null;
  const { id, asked_by, asked_at, reason, account } = reset;
  const is = (other: string) => deps.inForce.samePerson(actor.id, other);
  const isOne = actor.roles.some((role) => deciders.includes(role));
  const may_decide = isOne && !is(account) && !is(asked_by);
  return { id, asked_by: names.person(asked_by), asked_at, reason, may_decide };
}

function canDo({ deps, actor }: Showing, { id }: Person, about: About): View['can'] {
  if (!actor.roles.includes('admin')) return [];
  const { row, sessions, reset, mayInvite } = about;
  const isOther = !deps.inForce.samePerson(id, actor.id);
  const isOpen = row !== undefined && row.closed_at === null;
  const verbs: [View['can'][number], boolean][] = [
    ['invite', mayInvite && (row === undefined || isOpen)],
    ['ask_password', isOther && !mayInvite && (row === undefined || isOpen)],
    ['close', isOther && isOpen],
    ['open', isOther && row !== undefined && !isOpen],
    ['end_sessions', sessions.length > 0],
    ['ask_reset', isOther && (row?.factor ?? null) !== null && reset === undefined],
  ];
  return verbs.flatMap(([verb, may]) => (may ? [verb] : []));
}

/** What people see of their own account. */
export async function ownAccountView(
  { accounts, store }: Deps,
  { id, roles }: Actor,
  current: string | undefined,
): Promise<z.infer<typeof OwnAccountView>> {
  const row = await store.accounts.get(id);
  const sessions = await accounts.sessions.of(id);
  return {
    sessions: sessions.map((one) => ({
      id: one.id,
      current: one.id === current,
      begun_at: instant(one.created_at),
      seen_at: instant(one.seen_at),
      way: one.way,
      address: one.address,
      agent: one.agent,
    })),
    factor: {
      enrolled: (row?.factor ?? null) !== null,
      required: roles.some((role) => accounts.factorFor.includes(role)),
      recovery_codes: await store.accounts.recoveryCodes(id),
    },
    has_password: (row?.password ?? '') !== '',
  };
}

function instant(ms: number): string {
  return instantOf(() => ms);
}
