/** Why something could not be done in a trial. */
import { type Problem, wordsOf } from '@flowmeter/engine/problem.ts';
import { ProblemList } from '../../display/failure.tsx';

export function Refused({ problems }: { problems: readonly Problem[] }) {
  return <ProblemList problems={problems.map((one) => ({ ...one, words: wordsOf(one) }))} />;
}
