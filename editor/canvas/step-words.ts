/** What a step says on the canvas and to a screen reader. */
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Limit } from '@flowmeter/engine/definition/limit.ts';
import { kindOf, type Step } from '@flowmeter/engine/steps/registry.ts';
import { useLanguage, useSay } from '../words/say.ts';
import { waysOf } from '../document/document.ts';
import type { Badge } from './drawing.ts';
import type { Mark } from './marks.ts';
import { routeWords } from './route-words.ts';
import { useSurroundings } from './surroundings.ts';

/** How long a unit is, in minutes, to find the tightest limit; a working day counts as a day, a working hour as an hour. */
const minutes: Record<Limit['unit'], number> = {
  min: 1,
  h: 60,
  wh: 60,
  d: 1440,
  wd: 1440,
};

export function tightest(limits: readonly Limit[]): Limit | undefined {
  return limits.toSorted((a, b) => a.value * minutes[a.unit] - b.value * minutes[b.unit])[0];
}

export interface StepWords {
  post: string | null;
  /** `≤ 2 工作日`, or whose time runs where no limit is set. */
  limit: string | null;
  /** How many limits there are besides. */
  more: number;
  /** Every limit, one a line. */
  all: string;
}

export function useStepWords(step: Step): StepWords {
  const { t } = useTranslation('canvas');
  const say = useSay();
  const { posts, facts } = useSurroundings();
  return useMemo(() => {
    const limits = 'limits' in step ? step.limits : [];
    const said = (limit: Limit) =>
      t('limit', { value: limit.value, unit: t(`unit.${limit.unit}`) });
    const least = tightest(limits);
    const post = 'assign' in step && step.assign ? step.assign.post : undefined;
    const clock = 'clock' in step && step.clock !== 'utility' ? t(`clock.${step.clock}`) : null;
    const wait = waitWords(step, facts, t, say);
    return {
      post: post === undefined ? null : posts[post] ? say(posts[post]) : post,
      limit: least ? said(least) : (wait ?? clock),
      more: Math.max(0, limits.length - 1),
      all: limits.map((limit) => `${t(`layer.${limit.layer}`)} ${said(limit)}`).join('\n'),
    };
  }, [step, posts, facts, say, t]);
}

function badgeWords({ errors, warnings, comments }: Badge, t: TFunction<'canvas'>): string {
  return comments === undefined
    ? t('problems', { n: errors + warnings })
    : t('comments', { n: comments });
}

/** What a case waits for at a step: a time, a date that a fact says, or a message. */
function waitWords(
  step: Step,
  facts: FactDictionary,
  t: TFunction<'canvas'>,
  say: ReturnType<typeof useSay>,
): string | null {
  if ('for' in step && step.for !== undefined) {
    return t('wait', { value: step.for.value, unit: t(`unit.${step.for.unit}`) });
  }
  if ('until' in step && step.until !== undefined) {
    const { fact } = step.until;
    return t('until', { fact: facts[fact] ? say(facts[fact].name) : fact });
  }
  return 'message' in step && step.message ? t('message', { name: step.message.name }) : null;
}

/** One sentence about a step: kind, name, post, limit, problems, where it leads. */
export function useSentence() {
  const { t } = useTranslation('canvas');
  const say = useSay();
  const language = useLanguage();
  const surroundings = useSurroundings();
  return (flow: FlowDefinition, id: string, badge?: Badge, mark?: Mark): string => {
    const step = flow.steps[id];
    if (step === undefined) return '';
    const post = 'assign' in step && step.assign ? surroundings.posts[step.assign.post] : undefined;
    const least = 'limits' in step ? tightest(step.limits) : undefined;
    const onward = waysOf(step).map((route) => {
      const words = routeWords(flow, id, route, surroundings);
      const name = flow.steps[route.to]?.name[language] ?? route.to;
      return words === null ? name : `${words[language]} → ${name}`;
    });
    return [
      `${say(kindOf(step).name)} ${say(step.name)}`,
      step.legal === true ? t('legal') : '',
      say(post),
      least ? t('limit', { value: least.value, unit: t(`unit.${least.unit}`) }) : '',
      mark ? t(`mark.${mark.kind}`) : '',
      badge ? badgeWords(badge, t) : '',
      onward.length === 0 ? t('leadsNowhere') : t('leadsTo', { names: onward.join(t('and')) }),
    ]
      .filter((part) => part !== '')
      .join(t('comma'));
  };
}
