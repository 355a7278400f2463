/** Limits of a thread that reads records. */
import type { ResourceLimits } from 'node:worker_threads';

/**
 * What is read of a record is gone at once. Left to itself a thread would let some 90 MB of it lie about,
 * and be no faster.
 */
const YOUNG_MEGABYTES = 24;

/** @param megabytes of objects; columns and indexes are beside them and bounded by themselves */
export function readingLimits(megabytes: number): ResourceLimits {
  return { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: YOUNG_MEGABYTES };
}
