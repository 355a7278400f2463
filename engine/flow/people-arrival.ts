/** Who gets a task on arrival: the parts of a signing, or one person chosen as the task says. */
import { isAbsent, onDuty } from '../case/availability.ts';
import { partsOf } from '../case/signing.ts';
import type { Assignment } from '../definition/handling.ts';
import type { StepOf } from '../steps/registry.ts';
import { hasNoConflict, isAbleTo, type Standing } from './people-standing.ts';
import { ask, record, stateOf, type Work } from './work.ts';

export function shareOut(work: Work, seq: number, task: StepOf<'task'>): void {
  const { assign, sign } = task;
  if (sign !== undefined) {
    record(work, { type: 'signing.opened', seq, parts: partsOf(sign, assign?.post) });
    return;
  }
  if (assign?.by === undefined) return;
  const choose = choices[assign.by];
  choose(work, seq, assign);
}

type Choose = (work: Work, seq: number, assign: Assignment) => void;

const choices: Record<NonNullable<Assignment['by']>, Choose> = {
  post: () => undefined,
  unit: () => undefined,
  previous: (work, seq, { step }) => {
    const before = stateOf(work).visits.findLast(
      (one) => one.step === step && one.status === 'done' && one.handler !== undefined,
    );
    const person = before?.handler;
    if (person === undefined || !mayHave(work, seq, person)) return;
    record(work, { type: 'task.assigned', seq, to: person, by: 'previous' });
  },
  roster: (work, seq, { roster }) => {
    const { org } = work.flow;
    if (org === undefined || roster === undefined) return;
    const duty = onDuty(org, roster, work.command.at);
    const person = duty.find((one) => mayHave(work, seq, one));
    if (person === undefined) return;
    record(work, { type: 'task.assigned', seq, to: person, by: 'roster' });
  },
  workload: chooseByWorkload,
};

/** The fewest open tasks; of several, the first by id. The counts are an answer from outside. */
function chooseByWorkload(work: Work, seq: number): void {
  const { org } = work.flow;
  const people = org?.people
    .filter(({ id }) => !isAbsent(org, id, work.command.at) && mayHave(work, seq, id))
    .map(({ id }) => id);
  if (people === undefined || people.length === 0) return;
  const answers = ask(work, {
    key: `workload:${seq}`,
    purpose: 'workload',
    seq,
    items: people.map((id) => ({ id, person: id })),
  });
  const counts = Object.fromEntries(people.map((id) => [id, answers[id]?.count ?? 0]));
  const [first] = people.toSorted(
    (a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || (a < b ? -1 : 1),
  );
  if (first === undefined) return;
  record(work, { type: 'task.assigned', seq, to: first, by: 'workload', counts });
}

/** Holds the post, serves the unit and has done nothing incompatible in this case. */
function mayHave(work: Work, seq: number, person: string): boolean {
  const state = stateOf(work);
  const visit = state.visits[seq - 1];
  if (visit === undefined) return false;
  const standing: Standing = { flow: work.flow, state, visit, actor: person, at: work.command.at };
  return isAbleTo(standing, person) && hasNoConflict(standing) === undefined;
}
