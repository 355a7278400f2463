/**
 * What can happen, as words: the orders in which tasks may be done until all is over, each at most so
 * often. Once by tokens on the ways of a BPMN process, once by the blocks of a flow: where both are the
 * same, one stands for the other.
 */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Sketch } from './bpmn.fixture.ts';

const MOST_TASKS = 9;

/** Tokens lie on flows; `stuck` stands for a marking from which nothing can go on. */
export function tracesOfTokens({ nodes, flows }: Sketch): Set<string> {
  const traces = new Set<string>();
  const seen = new Set<string>();
  const into = (id: string) => flows.flatMap(([, to], index) => (to === id ? [index] : []));
  const out = (id: string) => flows.flatMap(([from], index) => (from === id ? [index] : []));
  const start = [...nodes].find(([, kind]) => kind === 'start')?.[0] ?? '';

  function moves(marking: readonly number[]): { word: string; next: number[] }[] {
    return [...nodes].flatMap(([id, kind]) => {
      const [ins, outs] = [into(id), out(id)];
      const ready = ins.filter((one) => marking.includes(one));
      if (kind === 'and') {
        const all = ready.length === ins.length && ins.length > 0;
        return all ? [{ word: '', next: [...without(marking, ins), ...outs] }] : [];
      }
      return ready.flatMap((one) => {
        const rest = without(marking, [one]);
        if (kind === 'end') return [{ word: '', next: rest }];
        if (kind === 'xor') return outs.map((way) => ({ word: '', next: [...rest, way] }));
        return [{ word: id, next: [...rest, ...outs] }];
      });
    });
  }

  function walk(marking: number[], trace: string): void {
    const key = `${marking.toSorted((a, b) => a - b).join(',')} ${trace}`;
    if (seen.has(key) || trace.length > MOST_TASKS) return;
    seen.add(key);
    if (marking.length === 0) return void traces.add(trace);
    const next = moves(marking);
    if (next.length === 0) traces.add(`${trace} stuck`);
    for (const move of next) walk(move.next, trace + move.word);
  }

  walk(out(start), '');
  return traces;
}

function without(marking: readonly number[], used: readonly number[]): number[] {
  const rest = [...marking];
  for (const one of used) rest.splice(rest.indexOf(one), 1);
  return rest;
}

/** Letters of tasks are their ids; every way of a step may be taken. */
export function tracesOfFlow({ steps }: FlowDefinition, start: string): Set<string> {
  /** Traces from a step to the end of its line. */
  function from(id: string, room: number): Set<string> {
    const step = steps[id];
    if (room < 0 || step === undefined) return new Set();
    if (step.kind === 'end') return new Set(['']);
    const letter = step.kind === 'task' ? id : '';
    const heads =
      step.kind === 'parallel'
        ? step.branches
            .map((branch) => from(branch.start, room))
            .reduce((so, one) => shuffled(so, one, room))
        : new Set([letter]);
    const found = new Set<string>();
    for (const head of heads) {
      for (const route of step.routes) {
        for (const tail of from(route.to, room - Math.max(1, head.length))) found.add(head + tail);
      }
    }
    return found;
  }
  const all = [...from(start, 3 * MOST_TASKS)];
  return new Set(all.filter((trace) => trace.length <= MOST_TASKS));
}

function shuffled(one: Set<string>, other: Set<string>, room: number): Set<string> {
  const found = new Set<string>();
  const weave = (a: string, b: string, so: string): void => {
    if (so.length > room) return;
    if (a === '' || b === '') return void found.add(so + a + b);
    weave(a.slice(1), b, so + a[0]);
    weave(a, b.slice(1), so + b[0]);
  };
  for (const a of one) for (const b of other) weave(a, b, '');
  return found;
}
