/** Changes of the organisation as grants: what each gives and takes, in sentences. */
import type { z } from '@hono/zod-openapi';
import { diff } from '@flowmeter/engine/definition/diff.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { withDefinition } from '@flowmeter/engine/definition/pack.ts';
import type { Deps } from '../deps.ts';
import type { ChangeHead } from '../store/change-events.ts';
import type { GrantRowView } from '../views/accounts.ts';
import { changeRowView } from './change.ts';

interface Asked {
  cursor?: string | undefined;
  limit: number;
  /** Only those not decided yet, or only those that are. */
  open?: boolean | undefined;
}

const OPEN = ['proposed', 'approved', 'scheduled'] as const;
const CLOSED = [
  'active',
  'superseded',
  'returned',
  'rejected',
  'withdrawn',
  'stale',
  'expired',
  'rolled_back',
] as const;

export async function grantPage(deps: Deps, { open, ...asked }: Asked) {
  const states = open === undefined ? undefined : open ? OPEN : CLOSED;
  const page = await deps.store.changes.list({ ...asked, kind: 'organisation', states });
  const rows = await Promise.all(page.rows.map((head) => rowOf(deps, head)));
  return { rows, next: page.next };
}

async function rowOf(deps: Deps, head: ChangeHead): Promise<z.infer<typeof GrantRowView>> {
  const stored = await deps.store.changes.get(head.id);
  const sentences = (stored?.items ?? []).map(async ({ kind, content }, place) => {
    if (kind !== 'organisation') return [];
    const definition = JSON.parse(content) as Definition;
    const hash = stored?.change.items[place]?.baseHash ?? null;
    const base = hash === null ? undefined : await deps.store.definitions.byHash(hash);
    const after = withDefinition(deps.inForce.pack(), definition);
    return diff(base ?? null, definition, after).map(({ sentence }) => sentence);
  });
  const row = changeRowView(deps.inForce, head);
  return { ...row, sentences: (await Promise.all(sentences)).flat() };
}
