/**
 * An administrator proposes what people may do: a change of the organisation, which an auditor approves who
 * is neither the administrator nor gains by it, under no account of theirs.
 */
import { localDay } from '@flowmeter/engine/calendar/working-time.ts';
import { withGrants, type Grant } from '@flowmeter/engine/changes/grant.ts';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { zoneOf } from '../names.ts';
import { once, type Keep } from './once.ts';
import { proposeChange } from './propose-change.ts';

export interface Proposed {
  grants: Grant[];
  reason: string;
}

/** The id of the change. */
export function proposeGrants(
  deps: Deps,
  actor: Actor,
  proposed: Proposed,
  key: string | undefined,
): Promise<Result<string>> {
  const asked = { actor: actor.id, key, action: 'propose_grants', body: proposed };
  return once(deps, asked, (keep) => propose(deps, actor, proposed, keep));
}

async function propose(
  deps: Deps,
  actor: Actor,
  { grants, reason }: Proposed,
  keep: Keep | undefined,
): Promise<Result<string>> {
  // As it is written: terms that have not begun, or are over, are in it too.
  const id = deps.inForce.organisation()?.id ?? '';
  const written = deps.inForce.active('organisation', id)?.definition;
  if (written?.kind !== 'organisation')
    return failed(problem('not_active', { id: 'organisation' }));
  const zone = written.zone ?? zoneOf(deps.inForce);
  const today = localDay({ zone }, instantOf(deps.clock));
  const granted = withGrants(written, grants, { today, zone });
  if (!granted.ok) return granted;
  const items = [{ definition: granted.value, layout: null }];
  const people = [...new Set(grants.map(({ person }) => person))];
  const names = people.map((one) => granted.value.people.find((known) => known.id === one)?.name);
  const title = `授权 ${names.map((name) => name?.zh).join('、')} / Grant: ${names.map((name) => name?.en).join(', ')}`;
  const content = { items, contributors: [], rollback: false, drafts: [], keep };
  return proposeChange(deps, actor, content, { title: title.slice(0, LONGEST_TITLE), reason });
}

const LONGEST_TITLE = 200;
