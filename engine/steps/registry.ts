/** Every step kind, once. Types derive from here; nothing else lists the kinds. */
import { z } from 'zod';
import { auto } from './auto.ts';
import { call } from './call.ts';
import { decision } from './decision.ts';
import { end } from './end.ts';
import type { StepKind } from './kind.ts';
import { parallel } from './parallel.ts';
import { repeat } from './repeat.ts';
import { start } from './start.ts';
import { task } from './task.ts';
import { wait } from './wait.ts';

export const stepKinds = { start, task, decision, auto, wait, call, repeat, parallel, end };

export type StepKindName = keyof typeof stepKinds;

export const Step = z.discriminatedUnion('kind', [
  start.schema,
  task.schema,
  decision.schema,
  auto.schema,
  wait.schema,
  call.schema,
  repeat.schema,
  parallel.schema,
  end.schema,
]);

export type Step = z.infer<typeof Step>;
export type StepOf<K extends StepKindName> = Extract<Step, { kind: K }>;

/** What is known about the kind of a step. */
export function kindOf(step: Pick<Step, 'kind'>): StepKind {
  return stepKinds[step.kind];
}
