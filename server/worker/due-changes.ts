/** Changes whose time has come: looked at in the order of time, one after another. */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { serveDueChange } from '../use-cases/serve-due-change.ts';

export interface DueChanges {
  /** Serves those that are due; stops at one that has to wait for the store. */
  serve(): Promise<void>;
  /** When the next one is due; undefined when there is none. */
  next(): Promise<Instant | undefined>;
}

export function createDueChanges(deps: Deps): DueChanges {
  return {
    serve: async () => {
      const tried = new Set<string>();
      for (;;) {
        const ids = await deps.store.changes.due(instantOf(deps.clock));
        const id = ids.find((one) => !tried.has(one));
        if (id === undefined) return;
        tried.add(id);
        const served = await serveDueChange(deps, id);
        if (served.ok) continue;
        deps.log('warn', 'a change waits for the store', { change: id, problems: served.problems });
        return;
      }
    },
    next: () => deps.store.changes.nextDue(),
  };
}
