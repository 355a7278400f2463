/** Can an automatic step do what it says? */
import { misfitOf } from '../case/forms.ts';
import type { FactValue } from '../definition/facts.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import { pointer } from '../definition/pointer.ts';
import { problem, type Localized, type Problem } from '../problem.ts';
import type { Deed, SetValue } from '../steps/auto.ts';
import type { StepOf } from '../steps/registry.ts';
import { checkNotice } from './check-notice.ts';
import { undeclared, unknownFact, type Terms } from './pack-terms.ts';
import { fits, isMoment } from './fitting.ts';
import { unknown } from './unknown.ts';

type Setting = Extract<Deed, { set: unknown }>['set'];
type Sending = Extract<Deed, { send: unknown }>['send'];

export function checkAuto(
  { name, does }: StepOf<'auto'>,
  terms: Terms,
  at: string,
  steps: FlowDefinition['steps'],
): Problem[] {
  if ('set' in does) return checkSetting(does.set, terms, `${at}/does/set`);
  if ('send' in does) return checkSending(does.send, terms, `${at}/does/send`);
  return checkNotice(does.notice, { name, terms, steps }, `${at}/does/notice`);
}

function checkSetting(setting: Setting, terms: Terms, at: string): Problem[] {
  return setting.flatMap(({ fact, value }, index) => {
    const place = `${at}/${index}`;
    const isTwin = setting.findIndex((one) => one.fact === fact) !== index;
    const twin = isTwin ? [problem('duplicate_id', { id: fact }, place)] : [];
    const unknownOnes = undeclared(terms, fact, `${place}/fact`);
    return [...twin, ...unknownOnes, ...checkValue(fact, value, terms, `${place}/value`)];
  });
}

function checkValue(id: string, value: SetValue, terms: Terms, at: string): Problem[] {
  if (value === null || typeof value !== 'object') return checkConstant(id, value, terms, at);
  const [fact, source] = [terms.declared[id], terms.known[value.fact]];
  const found = unknownFact(terms, value.fact, `${at}/fact`);
  const { plus } = value;
  if (plus !== undefined && !terms.calendars.has(plus.calendar)) {
    found.push(unknown('calendar', plus.calendar, `${at}/plus/calendar`));
  }
  if (fact === undefined || source === undefined) return found;
  const fitting = plus === undefined ? fits(source, fact) : isMoment(source) && isMoment(fact);
  if (fitting) return found;
  return [...found, problem('fact_does_not_fit', { fact: fact.name, source: source.name }, at)];
}

function checkConstant(id: string, value: FactValue, terms: Terms, at: string): Problem[] {
  const fact = terms.declared[id];
  if (fact === undefined || (value === null && fact.nullable)) return [];
  const reason = value === null ? empty : misfitOf(fact, value)?.details['reason'];
  if (reason === undefined) return [];
  return [problem('constant_does_not_fit', { fact: fact.name, reason }, at)];
}

const empty: Localized = { zh: '不能为空', en: 'it may not be empty' };

function checkSending({ connector, data, takes = [] }: Sending, terms: Terms, at: string) {
  const found = Object.entries(data).flatMap(([name, fact]) =>
    unknownFact(terms, fact, `${at}/data${pointer([name])}`),
  );
  takes.forEach(({ fact }, index) => {
    found.push(...undeclared(terms, fact, `${at}/takes/${index}`));
  });
  const known = terms.connectors.get(connector);
  if (known === undefined) return [...found, unknown('connector', connector, `${at}/connector`)];
  const words = { connector: known.name };
  if (known.type === 'incoming') {
    return [...found, problem('connector_only_hears', words, `${at}/connector`)];
  }
  const answered = new Set('takes' in known ? known.takes?.map(({ fact }) => fact) : []);
  takes.forEach(({ fact, optional }, index) => {
    if (optional || answered.has(fact)) return;
    const name = terms.declared[fact]?.name ?? fact;
    found.push(problem('take_never_comes', { ...words, fact: name }, `${at}/takes/${index}`));
  });
  return found;
}
