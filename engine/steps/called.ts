/** What steps that call another flow say about it. */
import { z } from 'zod';
import { Id } from '../definition/header.ts';

/** The version in force when the case is opened, or a released one by its hash. */
export const CalledVersion = z.union([
  z.literal('latest'),
  z.string().regex(/^[0-9a-f]{64}$/, 'the hash of a version: 64 digits 0-9a-f'),
]);

/** A fact of one flow -> the fact of the other that it gets its value from. */
export const FactMap = z.record(Id, Id);

export const called = {
  flow: Id,
  version: CalledVersion,
  /** Fact of the called flow's start -> fact of this flow. */
  in: FactMap,
};
