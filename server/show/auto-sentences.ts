/** What automatic steps did, what they asked the outside for and what came of it, in sentences. */
import type { AutoEvent } from '@flowmeter/engine/case/auto-events.ts';
import type { Told } from '@flowmeter/engine/case/told.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { namesOf } from '../names.ts';
import type { About, Sentences } from './entry.ts';

/** So many people are named; of more it is said how many there are. */
const NAMED = 3;

export const autoSentences: Pick<Sentences, AutoEvent['type']> = {
  'facts.set': ({ seq, data }, { fact, visit }) => {
    const names = Object.keys(data).map(fact);
    const [zh, en] = [names.map((one) => one.zh).join('、'), names.map((one) => one.en).join(', ')];
    return {
      zh: `“${visit(seq).zh}”自动填写：${zh}`,
      en: `“${visit(seq).en}” entered by itself: ${en}`,
    };
  },
  'notice.given': ({ words, people }, about) => {
    const whom = people === undefined ? { zh: '', en: '' } : reached(people, about);
    return { zh: `发出通知${whom.zh}：${words.zh}`, en: `Notice given${whom.en}: ${words.en}` };
  },
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

function reached(people: readonly Told[], { inForce }: About): Localized {
  if (people.length === 0) return { zh: '（无人可收）', en: ', but there is nobody to receive it' };
  const names = people.slice(0, NAMED).map(({ person }) => namesOf(inForce).person(person).name);
  const [zh, en] = [names.map((one) => one.zh).join('、'), names.map((one) => one.en).join(', ')];
  const more = people.length - names.length;
  return more === 0
    ? { zh: `给${zh}`, en: ` to ${en}` }
    : { zh: `给${zh}等 ${people.length} 人`, en: ` to ${en} and ${more} more` };
}
