/** What is said of blocks that are reopened, of work that is withdrawn, and of cases that are cancelled. */
import type { WithdrawalReason } from '@flowmeter/engine/case/block-events.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { About, Sentences } from './entry.ts';

export const blockSentences: Pick<
  Sentences,
  'block.reopened' | 'step.withdrawn' | 'case.cancelled'
> = {
  'block.reopened': ({ block, carried }, { step }) => {
    const name = step(block);
    return carried.length === 0
      ? { zh: `“${name.zh}”重新开始`, en: `“${name.en}” began anew` }
      : {
          zh: `“${name.zh}”重新打开，其他分支按原结果带入`,
          en: `“${name.en}” was reopened; its other branches stay as decided`,
        };
  },
  'step.withdrawn': ({ seq, by, reason }, about) => {
    const name = about.visit(seq);
    const why = reason && reasons[reason](about.step(by));
    return {
      zh: `“${name.zh}”被撤回${why ? `：${why.zh}` : ''}`,
      en: `“${name.en}” was withdrawn${why ? `: ${why.en}` : ''}`,
    };
  },
  'case.cancelled': ({ reason }, { actor }: About) => ({
    zh: `${actor.zh}取消案件：${reason}`,
    en: `${actor.en} cancelled the case: ${reason}`,
  }),
};

/** `by` is what ended it: a step, or the block that was left. */
const reasons: Record<WithdrawalReason, (by: Localized) => Localized> = {
  returned: (by) => ({ zh: `由“${by.zh}”退回`, en: `returned by “${by.en}”` }),
  taken_back: (by) => ({ zh: `“${by.zh}”已撤回重办`, en: `“${by.en}” was taken back` }),
  left: (by) => ({ zh: `“${by.zh}”离开了并行块`, en: `“${by.en}” left the block` }),
  joined: (by) => ({
    zh: `“${by.zh}”已有足够的分支完成`,
    en: `enough branches of “${by.en}” have ended`,
  }),
  cancelled: () => ({ zh: '案件已取消', en: 'the case was cancelled' }),
};
