/** Which facts a step enters, and which it reads besides those of its conditions. */
import type { Route } from '../definition/route.ts';
import type { Step } from '../steps/registry.ts';
import { autoOf, callingOf, callOf, repeatOf, waitOf } from './structure.ts';

export interface Input {
  fact: string;
  /** It may also be left out. */
  optional?: boolean | undefined;
}

export interface Read {
  fact: string;
  /** JSON Pointer within the step. */
  at: string;
  /** Nothing can be done with null either. */
  needsValue?: true;
}

/**
 * What is entered at a step, by people, by itself or from outside, when it is left by a route (by any,
 * where none is given). What comes from outside comes by the first one.
 */
export function inputsOf(step: Step, route?: Route): Input[] {
  const isFirst = route === undefined || route.id === step.routes[0]?.id;
  const onForm = 'form' in step ? step.form : [];
  const taken = isFirst ? takenFromOutside(step) : [];
  const entered = [...onForm, ...taken].filter((field) => !field.readonly);
  return [...entered, ...setBy(step), ...(isFirst ? handedBack(step) : [])];
}

/** What an automatic step sends or copies, what a wait goes by, what a call hands over. */
export function readsOf(step: Step): Read[] {
  return [...readByAuto(step), ...readByWait(step), ...readByCall(step)];
}

function takenFromOutside(step: Step) {
  const deed = autoOf(step)?.does;
  const sent = deed !== undefined && 'send' in deed ? deed.send.takes : undefined;
  return sent ?? waitOf(step)?.message?.takes ?? [];
}

function setBy(step: Step): Input[] {
  const deed = autoOf(step)?.does;
  return deed !== undefined && 'set' in deed ? deed.set.map(({ fact }) => ({ fact })) : [];
}

/** A called case need not have it. */
function handedBack(step: Step): Input[] {
  const calling = callingOf(step);
  const out = calling && callOf(calling)?.out;
  return Object.keys(out ?? {}).map((fact) => ({ fact, optional: true }));
}

function readByAuto(step: Step): Read[] {
  const deed = autoOf(step)?.does;
  if (deed === undefined || 'notice' in deed) return [];
  if ('send' in deed) {
    return Object.entries(deed.send.data).map(([name, fact]) => {
      return { fact, at: `/does/send/data/${name}` };
    });
  }
  return deed.set.flatMap(({ value }, index) =>
    value !== null && typeof value === 'object'
      ? [{ fact: value.fact, at: `/does/set/${index}/value` }]
      : [],
  );
}

function readByWait(step: Step): Read[] {
  const wait = waitOf(step);
  const until: Read[] = wait?.until
    ? [{ fact: wait.until.fact, at: '/until/fact', needsValue: true }]
    : [];
  return wait?.message
    ? [...until, { fact: wait.message.key, at: '/message/key', needsValue: true }]
    : until;
}

function readByCall(step: Step): Read[] {
  const calling = callingOf(step);
  if (calling === undefined) return [];
  const handed = Object.entries(calling.in).map(([fact, source]) => {
    return { fact: source, at: `/in/${fact}` };
  });
  const repeat = repeatOf(calling);
  return repeat ? [...handed, { fact: repeat.over, at: '/over', needsValue: true }] : handed;
}
