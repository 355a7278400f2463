/** Is there somebody for whom a notice is? */
import type { FlowDefinition } from '../definition/flow.ts';
import type { Notice } from '../definition/notice.ts';
import { warning, type Localized, type Problem } from '../problem.ts';
import type { Terms } from './pack-terms.ts';
import { taskOf } from './structure.ts';
import { unknown } from './unknown.ts';

interface Around {
  /** Name of the step that gives it. */
  name: Localized;
  terms: Terms;
  steps: FlowDefinition['steps'];
}

export function checkNotice(notice: Notice, { name, terms, steps }: Around, at: string): Problem[] {
  if ('post' in notice) {
    if (!terms.posts.has(notice.post)) return [unknown('post', notice.post, `${at}/post`)];
    const post = terms.vacant.get(notice.post);
    return post === undefined ? [] : [warning('notice_reaches_nobody', { name, post }, at)];
  }
  if ('step' in notice) {
    // Only what people did has somebody who did it.
    const isWork = Object.hasOwn(steps, notice.step) && taskOf(steps[notice.step]) !== undefined;
    return isWork ? [] : [unknown('step', notice.step, `${at}/step`)];
  }
  const isKnown = !('roster' in notice) || terms.rosters.has(notice.roster);
  return isKnown ? [] : [unknown('roster', notice.roster, `${at}/roster`)];
}
