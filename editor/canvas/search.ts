/**
 * Searching a flow: names, posts, fields, rules and conditions, in either language. Whatever a step names
 * by its id is found by the name of that thing; no kind of step is known here.
 */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { keyOf, waysOf } from '../document/document.ts';
import { stepsInOrder } from '../document/order.ts';
import { routeWords } from './route-words.ts';
import type { Surroundings } from './surroundings.ts';

/** What was found to fit. */
export type Fitting = 'name' | 'words' | 'post' | 'field' | 'rule' | 'flow' | 'route' | 'id';

export interface Found {
  step: string;
  /** The key of the route, where it is one of the step's routes that fits. */
  route: string | undefined;
  fits: Fitting;
  /** The words that fit. */
  words: Localized;
}

/** A text of a step or route that can be searched. */
type Text = Pick<Found, 'route' | 'fits' | 'words'>;

/** The places whose words hold every word of the question, in the order of reading: one for each. */
export function searchFlow(flow: FlowDefinition, question: string, around: Surroundings): Found[] {
  const asked = question.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (asked.length === 0) return [];
  const found: Found[] = [];
  for (const step of readingOrder(flow, undefined)) {
    const texts = textsOf(flow, step, around);
    const own = texts.find((text) => text.route === undefined && fits(text, asked));
    if (own) found.push({ step, ...own });
    for (const text of texts) {
      if (text.route !== undefined && fits(text, asked)) found.push({ step, ...text });
    }
  }
  return found;
}

function fits({ words }: Text, asked: readonly string[]): boolean {
  const said = `${words.zh} ${words.en}`.toLowerCase();
  return asked.every((word) => said.includes(word));
}

/** All steps: those inside a block after the block. */
function readingOrder(flow: FlowDefinition, branch: string | undefined): string[] {
  return stepsInOrder(flow, branch).flatMap((id) => {
    const step = flow.steps[id];
    const inner = step !== undefined && 'branches' in step ? step.branches : [];
    return [id, ...inner.flatMap((one) => readingOrder(flow, one.id))];
  });
}

/** The name first, then what the step names, then its id, then its routes. */
function textsOf(flow: FlowDefinition, id: string, around: Surroundings): Text[] {
  const step = flow.steps[id];
  if (step === undefined) return [];
  const { name, routes: _routes, ...rest } = step;
  const routes = waysOf(step).flatMap((route): Text[] => {
    const words = routeWords(flow, id, route, around);
    const key = keyOf({ step: id, route: route.id });
    return words === null ? [] : [{ route: key, fits: 'route', words }];
  });
  const spoken = textsIn(rest, around);
  return [textOf('name', name), ...spoken, textOf('id', { zh: id, en: id }), ...routes];
}

/** The words in a part of a step, and those of what it names by ids: in values as in keys. */
function textsIn(part: unknown, around: Surroundings): Text[] {
  if (typeof part === 'string') return namedBy(part, around);
  if (typeof part !== 'object' || part === null) return [];
  if (isWords(part)) return [textOf('words', part)];
  const keys = Array.isArray(part) ? [] : Object.keys(part);
  return [...keys, ...Object.values(part)].flatMap((one) => textsIn(one, around));
}

/** What an id names, with the id itself, so that both are found. */
function namedBy(id: string, { posts, facts, rules = {}, flows = {} }: Surroundings): Text[] {
  const things: [Fitting, Localized | undefined][] = [
    ['post', lookUp(posts, id)],
    ['field', lookUp(facts, id)?.name],
    ['rule', lookUp(rules, id)],
    ['flow', lookUp(flows, id)],
  ];
  return things.flatMap(([what, name]) =>
    name === undefined ? [] : [textOf(what, { zh: `${name.zh} ${id}`, en: `${name.en} ${id}` })],
  );
}

function textOf(what: Fitting, words: Localized): Text {
  return { route: undefined, fits: what, words };
}

function lookUp<T>(things: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(things, id) ? things[id] : undefined;
}

function isWords(part: object): part is Localized {
  return 'zh' in part && 'en' in part;
}
