/**
 * A demonstration: cases of the last months, made by running real commands under a virtual clock.
 * Everything is read from the definitions in force, so that any pack can be shown.
 */
import { compileCalendar, localDay } from '@flowmeter/engine/calendar/working-time.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { startStepOf } from '@flowmeter/engine/flow/structure.ts';
import { instantOf, type VirtualClock } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { mayOpen, openCase } from '../use-cases/open-case.ts';
import { createWorker } from '../worker/worker.ts';
import { createAgenda } from './agenda.ts';
import { fillForm } from '@flowmeter/engine/simulation/sample-data.ts';
import { planCase, planOpenTasks } from './plan-task.ts';
import { createChance } from '@flowmeter/engine/simulation/chance.ts';
import { actorFor, type Story } from './story.ts';
import { afterWork } from './working-hours.ts';

const DAY = 86_400_000;
const CASES = 70;
const DAYS = 100;
const SEED = 20_260_101;
const UNREAD_DAYS = 7;
const MOST_UNREAD = 200;

/** Tells the story up to `until` (epoch ms), or to the end of what the calendar covers. */
export async function demonstrate(deps: Deps, clock: VirtualClock, until: number): Promise<void> {
  const definition = all(deps.inForce.pack(), 'calendar')[0];
  if (definition === undefined) return;
  const calendar = compileCalendar(definition);
  const story: Story = {
    deps: watching(deps, (id) => story.open.add(id)),
    clock,
    chance: createChance(SEED),
    agenda: createAgenda(),
    calendar,
    open: new Set(),
    planned: new Set(),
  };
  const end = Math.min(until, Date.parse(`${definition.covers.to}T00:00:00Z`));
  planOpenings(story, end);
  await tell(story, end);
  await readNotices(deps, end);
}

/** People have read what they were told, but for the last days. */
async function readNotices({ store, inForce }: Deps, end: number): Promise<void> {
  const seen = instantOf(() => end - UNREAD_DAYS * DAY);
  for (const { id } of inForce.organisation()?.people ?? []) {
    const { rows } = await store.notices.toldTo(id, { limit: MOST_UNREAD, unread: true });
    const last = rows.find(({ at }) => at < seen);
    if (last !== undefined) await store.notices.readUpTo(id, last.id);
  }
}

/** The same parts, with an eye on the cases that findings open. */
function watching(deps: Deps, opened: (id: string) => void): Deps {
  return {
    ...deps,
    raiseFindings: async (parts, found) => {
      const writes = await deps.raiseFindings(parts, found);
      for (const { opens } of writes) if (opens !== undefined) opened(opens.state.id);
      return writes;
    },
  };
}

/** Cases of every flow that people open themselves, spread over the days before the end. */
function planOpenings(story: Story, end: number): void {
  const { agenda, calendar, chance, deps } = story;
  const handling = new Set(all(deps.inForce.pack(), 'ruleset').map((set) => set.finding_flow));
  const flows = deps.inForce.flows().filter(({ flow }) => !handling.has(flow.id));
  for (let index = 0; index < CASES; index++) {
    const flow = chance.pick(flows);
    const day = end - DAYS * DAY * (1 - (index + chance.next()) / CASES);
    const at = afterWork(calendar, day, chance.between(0, DAY / 3));
    if (flow !== undefined && at !== undefined) agenda.add(at, () => open(story, flow));
  }
}

async function open(story: Story, flow: CompiledFlow): Promise<void> {
  const { chance, clock, deps } = story;
  const start = startStepOf(flow.flow);
  const people = deps.inForce.organisation()?.people ?? [];
  const person = chance.pick(people.filter((one) => mayOpen(flow, one)));
  if (start === undefined || person === undefined) return;
  const today = localDay(story.calendar, instantOf(clock.clock));
  const data = fillForm(start.form, flow.facts, chance, { today, now: clock.clock() });
  const done = await openCase(
    deps,
    actorFor(story, person),
    { flow: flow.flow.id, data },
    undefined,
  );
  if (!done.ok) return;
  story.open.add(done.value.case_id);
  await planCase(story, done.value.case_id);
}

/** People and timers act in the order of time until nothing more happens before the end. */
async function tell({ agenda, clock, deps, ...rest }: Story, end: number): Promise<void> {
  const worker = createWorker(deps);
  const story = { agenda, clock, deps, ...rest };
  for (;;) {
    const timer = await deps.store.timers.next();
    const due = timer === undefined ? Infinity : Date.parse(timer);
    const planned = agenda.next() ?? Infinity;
    const at = Math.min(due, planned);
    if (at > end) return worker.stop();
    clock.set(Math.max(at, clock.clock()));
    if (due <= planned) await worker.runDue();
    else await agenda.take()?.run();
    await planOpenTasks(story);
  }
}
