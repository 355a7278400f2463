/** What automatic steps did, what they asked the outside for and what came of it, in sentences. */
import type { AutoEvent } from '@flowmeter/engine/case/auto-events.ts';
import type { Sentences } from './entry.ts';

export const autoSentences: Pick<Sentences, AutoEvent['type']> = {
  'facts.set': ({ seq, data }, { fact, visit }) => {
    const names = Object.keys(data).map(fact);
    const [zh, en] = [names.map((one) => one.zh).join('、'), names.map((one) => one.en).join(', ')];
    return {
      zh: `“${visit(seq).zh}”自动填写：${zh}`,
      en: `“${visit(seq).en}” entered by itself: ${en}`,
    };
  },
  'notice.given': ({ words }) => ({
    zh: `发出通知：${words.zh}`,
    en: `Notice given: ${words.en}`,
  }),
  'effect.asked': ({ seq, connector }, { visit }) => ({
    zh: `“${visit(seq).zh}”向 ${connector} 发送`,
    en: `“${visit(seq).en}” sends to ${connector}`,
  }),
  'effect.answered': ({ seq }, { visit }) => ({
    zh: `“${visit(seq).zh}”发送完成`,
    en: `What “${visit(seq).en}” sent has been received`,
  }),
  'step.failed': ({ seq, words }, { visit }) => ({
    zh: `“${visit(seq).zh}”异常：${words.zh}`,
    en: `“${visit(seq).en}” failed: ${words.en}`,
  }),
  'step.retried': ({ seq }, { actor, visit }) => ({
    zh: `${actor.zh}重试“${visit(seq).zh}”`,
    en: `${actor.en} had “${visit(seq).en}” tried again`,
  }),
  'step.skipped': ({ seq, reason, route }, { actor, visit, route: wayOf }) => {
    const way = route === undefined ? undefined : wayOf(seq, route);
    return {
      zh: `${actor.zh}跳过“${visit(seq).zh}”${way ? `，改走“${way.zh}”` : ''}：${reason}`,
      en: `${actor.en} skipped “${visit(seq).en}”${way ? ` by “${way.en}”` : ''}: ${reason}`,
    };
  },
};
