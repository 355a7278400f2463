/** The step that an element of BPMN becomes, as far as BPMN says it. */
import type { Localized } from '../problem.ts';
import { stepKinds, type StepKindName } from '../steps/registry.ts';
import type { BpmnNode } from './model.ts';
import type { TokenNode } from './tokens.ts';

/** What the definitions around the flow offer to its steps. */
export interface Surroundings {
  posts: readonly { id: string; name: Localized }[];
  flows: readonly { id: string; name: Localized }[];
  /** Of waits; the first of those in force. */
  calendar: string | undefined;
}

/** A step without its routes and its branch. It may lack what only a person can say. */
export interface StepDraft {
  kind: StepKindName;
  name: Localized;
  [field: string]: unknown;
}

export interface MadeStep {
  step: StepDraft;
  /** What could not be read of it. */
  unread: ('lane' | 'timer')[];
}

const kinds: Readonly<Record<string, StepKindName>> = {
  startEvent: 'start',
  endEvent: 'end',
  intermediateCatchEvent: 'wait',
  receiveTask: 'wait',
  serviceTask: 'auto',
  scriptTask: 'auto',
  sendTask: 'auto',
  businessRuleTask: 'auto',
  callActivity: 'call',
};

export function kindOfToken({ kind, of }: TokenNode): StepKindName {
  if (kind === 'choice') return 'decision';
  if (kind === 'fork') return 'parallel';
  if (kind === 'end' || kind === 'final') return 'end';
  return kinds[of?.type ?? 'startEvent'] ?? 'task';
}

export function stepOf(token: TokenNode, around: Surroundings): MadeStep {
  const kind = kindOfToken(token);
  const { of } = token;
  const step: StepDraft = {
    kind,
    name: namedAs(of?.name, kind),
    ...(of?.description === undefined ? {} : { description: inBoth(of.description) }),
    ...structuredClone(stepKinds[kind].blank),
  };
  const unread: MadeStep['unread'] = [];
  if (of === undefined) return { step, unread };
  if (kind === 'task') assign(step, of, around, unread);
  if (kind === 'call') step['flow'] = nearest(around.flows, of.called ?? of.name) ?? '';
  if (kind === 'wait') wait(step, token, of, around, unread);
  if (kind === 'start' && of.lane !== undefined) {
    const post = nearest(around.posts, of.lane);
    if (post !== undefined) step['posts'] = [post];
  }
  if (of.forCompensation === true) step['compensates'] = true;
  return { step, unread };
}

export function namedAs(name: string | undefined, kind: StepKindName): Localized {
  return name === undefined || name === '' ? stepKinds[kind].name : inBoth(name);
}

/** A document has one language; whose words they are is not said. */
export function inBoth(text: string): Localized {
  const short = text.slice(0, LONGEST_TEXT).toWellFormed();
  return { zh: short, en: short };
}

const LONGEST_TEXT = 2000;

function assign(
  step: StepDraft,
  { lane }: BpmnNode,
  { posts }: Surroundings,
  unread: MadeStep['unread'],
): void {
  if (lane === undefined) return;
  const post = nearest(posts, lane);
  if (post === undefined) unread.push('lane');
  else step['assign'] = { post, unit: 'case' };
}

/** By id, or by a name in either language. */
function nearest(known: Surroundings['posts'], said: string): string | undefined {
  const wanted = said.trim().toLowerCase();
  return known.find(({ id, name }) =>
    [id, name.zh, name.en].some((one) => one.toLowerCase() === wanted),
  )?.id;
}

function wait(
  step: StepDraft,
  { patience }: TokenNode,
  of: BpmnNode,
  { calendar = '' }: Surroundings,
  unread: MadeStep['unread'],
): void {
  const timed = patience ?? (of.events.includes('timer') ? of : undefined);
  const period = timed && periodOf(timed);
  if (timed !== undefined && period === undefined) unread.push('timer');
  const said = { ...(period ?? { value: 1, unit: 'wd' as const }), calendar };
  if (timed === of) step['for'] = said;
  else
    step['message'] = {
      name: messageName(of),
      key: '',
      ...(patience ? { timeout: { ...said, route: '' } } : {}),
    };
}

function messageName({ name }: BpmnNode): string {
  const kept = name.replaceAll(/[^A-Za-z0-9_-]+/g, '_').replaceAll(/^[^A-Za-z]+|_+$/g, '');
  return kept === '' ? 'message' : kept.slice(0, 64);
}

const DURATION = /^P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?)?$/;

/** An ISO 8601 duration of days, hours or minutes; others are not known. */
export function periodOf({
  timer,
}: BpmnNode): { value: number; unit: 'd' | 'h' | 'min' } | undefined {
  if (timer?.as !== 'duration') return undefined;
  const found = DURATION.exec(timer.text);
  if (found === null) return undefined;
  const [weeks, days, hours, minutes] = found.slice(1).map((part) => Number(part ?? 0));
  const total = ((weeks ?? 0) * 7 + (days ?? 0)) * 1440 + (hours ?? 0) * 60 + (minutes ?? 0);
  if (total === 0) return undefined;
  if (total % 1440 === 0) return { value: total / 1440, unit: 'd' };
  return total % 60 === 0 ? { value: total / 60, unit: 'h' } : { value: total, unit: 'min' };
}
