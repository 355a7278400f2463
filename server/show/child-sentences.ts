/** Cases that a case has opened, in sentences. */
import type { ChildEvent } from '@flowmeter/engine/case/child-events.ts';
import { namesOf } from '../names.ts';
import type { Sentences } from './entry.ts';

export const childSentences: Pick<Sentences, ChildEvent['type']> = {
  'repeat.begun': ({ seq, items }, { visit }) => ({
    zh: `“${visit(seq).zh}”共 ${items.length} 项`,
    en: `“${visit(seq).en}” has ${items.length} items`,
  }),
  'child.asked': ({ seq, flow, child }, { inForce, visit }) => {
    const { name } = namesOf(inForce).flow(flow);
    return {
      zh: `“${visit(seq).zh}”调用“${name.zh}”（${child}）`,
      en: `“${visit(seq).en}” calls “${name.en}” (${child})`,
    };
  },
  'child.opened': () => undefined,
  'child.ended': ({ seq, index, outcome }, { visit }) => ({
    zh: `“${visit(seq).zh}”调用的第 ${index + 1} 个案件已结束：${outcome}`,
    en: `Case ${index + 1} called by “${visit(seq).en}” has ended: ${outcome}`,
  }),
};
