/** What the parts of a demonstration share: the server under a virtual clock, chance, the agenda. */
import type { CompiledCalendar } from '@flowmeter/engine/calendar/working-time.ts';
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import type { Actor } from '../app-env.ts';
import type { VirtualClock } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { Agenda } from './agenda.ts';
import type { Chance } from '@flowmeter/engine/simulation/chance.ts';

export interface Story {
  deps: Deps;
  clock: VirtualClock;
  chance: Chance;
  agenda: Agenda;
  /** By which people go to work. */
  calendar: CompiledCalendar;
  /** Cases that go on. */
  open: Set<string>;
  /** Visits (`case.seq`) for which somebody has plans. */
  planned: Set<string>;
}

export function actorFor({ deps }: Story, person: Person): Actor {
  return deps.inForce.actor(person);
}
