/** What automatic steps do when a case arrives at them. */
import { dueAt, localDay } from '../calendar/working-time.ts';
import { instantMs, instantText } from '../calendar/zone.ts';
import { misfitOf } from '../case/forms.ts';
import { taskId, type Visit } from '../case/state.ts';
import type { FactValue, FactValues } from '../definition/facts.ts';
import { problem } from '../problem.ts';
import type { Notice } from '../definition/notice.ts';
import type { SetValue } from '../steps/auto.ts';
import type { StepOf } from '../steps/registry.ts';
import { factNames } from './fact-names.ts';
import { readAll, readFact } from './reading.ts';
import { recipientsOf } from './recipients.ts';
import { record, refuse, type Work } from './work.ts';

type Auto = StepOf<'auto'>;

/** Has its connector asked; nothing for a step that does its work within the case. */
export function askConnector(work: Work, seq: number, step: Auto): void {
  if (!('send' in step.does)) return;
  const { connector, data } = step.does.send;
  record(work, {
    type: 'effect.asked',
    seq,
    effect: taskId(work.caseId, seq),
    connector,
    data: readAll(work, { seq, name: step.name }, data),
  });
}

/** Enters facts or gives notice. */
export function act(work: Work, { seq }: Pick<Visit, 'seq'>, step: Auto): void {
  const { does } = step;
  if ('set' in does) {
    const data: FactValues = {};
    for (const { fact, value } of does.set) data[fact] = fitting(work, seq, step, fact, value);
    record(work, { type: 'facts.set', seq, data });
  }
  if ('notice' in does) giveNotice(work, seq, does.notice);
}

/** Whom it reaches is decided now, and kept in the event. */
function giveNotice(work: Work, seq: number, notice: Notice): void {
  const people = recipientsOf(work, notice);
  record(work, {
    type: 'notice.given',
    seq,
    ...notice,
    ...(people === undefined ? {} : { people }),
  });
}

/** The value to enter; refuses what is not known and what does not fit the fact. */
function fitting(work: Work, seq: number, step: Auto, id: string, value: SetValue): FactValue {
  const found = valueOf(work, seq, step, id, value);
  const fact = work.flow.facts[id];
  const misfit = fact === undefined || found === null ? undefined : misfitOf(fact, found);
  return misfit === undefined ? found : refuse(misfit);
}

function valueOf(work: Work, seq: number, step: Auto, id: string, value: SetValue): FactValue {
  if (value === null || typeof value !== 'object') return value;
  const read = readFact(work, seq, value.fact);
  if (read === undefined) {
    const facts = factNames(work.flow, [value.fact]);
    return refuse(problem('auto_unknown', { name: step.name, facts }));
  }
  const { plus } = value;
  if (plus === undefined || read === null) return read;
  const calendar = work.flow.calendars.get(plus.calendar);
  if (calendar === undefined) throw new Error(`no calendar ${plus.calendar}`);
  const due = dueAt(calendar, String(read), plus.value, plus.unit);
  if (!due.ok) return refuse(...due.problems);
  // A period of days ends when its last day does: as a date it is that day.
  const isDate = work.flow.facts[id]?.type === 'date';
  return isDate ? localDay(calendar, instantText((instantMs(due.value) ?? 0) - 1)) : due.value;
}
