/** What time did to a case's limits, in a sentence each. */
import { layerNames } from '@flowmeter/engine/definition/limit.ts';
import type { LimitEvent } from '@flowmeter/engine/case/limit-events.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { namesOf } from '../names.ts';
import type { About } from './entry.ts';

type Of<T extends LimitEvent['type']> = Extract<LimitEvent, { type: T }>;

export const limitSentences = {
  'limit.reminded': (event: Of<'limit.reminded'>, about: About): Localized => {
    const limit = limitOf(event, about);
    const share = Math.round(event.share * 100);
    return {
      zh: `${limit.zh}已用 ${share}%，已提醒`,
      en: `${share} % of ${limit.en} is used: reminded`,
    };
  },
  'limit.passed': (event: Of<'limit.passed'>, about: About): Localized => {
    const limit = limitOf(event, about);
    return { zh: `${limit.zh}已超期`, en: `${capital(limit.en)} has passed` };
  },
  'limit.escalated': (event: Of<'limit.escalated'>, about: About): Localized => {
    const limit = limitOf(event, about);
    const to = namesOf(about.inForce).post(event.to).name;
    const notice = levelOf(event, about)?.notice;
    const zh = event.reassign ? `升级并改派给${to.zh}` : `升级督办：${to.zh}`;
    const en = event.reassign ? `escalated and reassigned to ${to.en}` : `escalated to ${to.en}`;
    return {
      zh: `${limit.zh}超期，${zh}${notice ? `（${notice.zh}）` : ''}`,
      en: `${capital(limit.en)} has passed: ${en}${notice ? ` (${notice.en})` : ''}`,
    };
  },
};

/** `“勘查”内控时限 2 工作日`: of a step, or of the case. */
function limitOf({ seq, limit: id }: LimitEvent, about: About): Localized {
  const limit = about.limit(seq, id);
  const of = seq === undefined ? { zh: '全程', en: 'the whole case' } : quoted(about.visit(seq));
  if (limit === undefined) return { zh: `${of.zh}时限`, en: `the limit of ${of.en}` };
  const layer = layerNames[limit.layer];
  const unit = unitName(limit.unit);
  return {
    zh: `${of.zh}${layer.zh}时限 ${limit.value} ${unit.zh}`,
    en: `the ${layer.en} limit of ${of.en}, ${limit.value} ${unit.en},`,
  };
}

function levelOf({ seq, limit, level }: Of<'limit.escalated'>, about: About) {
  return about.limit(seq, limit)?.escalations?.[level];
}

function quoted({ zh, en }: Localized): Localized {
  return { zh: `“${zh}”`, en: `“${en}”` };
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
