/** What is said about an element of a BPMN document that is not kept, or kept as something else. */
import { excerpt, linePlace } from '../exchange/xml.ts';
import { problem, warning, type Localized, type Problem } from '../problem.ts';
import type { Named } from './model.ts';
import { elementName } from './element-names.ts';

/** Not in the flow that came of it. */
export function leftOut(element: Named, reason: keyof typeof leaving): Problem {
  return problem('bpmn_left_out', { ...nameAndPlace(element), reason: leaving[reason] });
}

/** In the flow, but as something that does not mean quite the same. */
export function readAs(element: Named, how: keyof typeof reading): Problem {
  return warning('bpmn_read_as', { ...nameAndPlace(element), how: reading[how] });
}

function nameAndPlace({ type, name, id, place }: Named) {
  return {
    element: elementName(type),
    name: excerpt(name === '' ? id : name),
    place: linePlace(place),
  };
}

const leaving = {
  second_start: {
    zh: '流程只有一个开始，其后的流向未连接',
    en: 'a flow has one start; what follows it is not connected',
  },
  by_event: { zh: '没有由事件触发的子流程', en: 'no part of a flow is begun by an event' },
  boundary: {
    zh: '此处的边界事件没有对应的做法',
    en: 'what it stands at has no way out for an event',
  },
  does_not_interrupt: {
    zh: '不打断工作的边界事件没有对应的做法：可改设时限或通知',
    en: 'events beside the work are not kept: set a limit or a notice instead',
  },
  thrown: {
    zh: '不发出事件：需要时请插入自动环节',
    en: 'no event is sent: insert an automatic step where one is needed',
  },
  milestone: { zh: '只是标记，没有动作', en: 'it marks a place and does nothing' },
  no_such_end: { zh: '其一端不存在', en: 'one of its ends is not there' },
  not_in_flow: { zh: '不属于流程', en: 'it is not part of a flow' },
  condition: {
    zh: '条件文字不是数据项的条件，请重新填写',
    en: 'its condition is text: say it with facts',
  },
  lane: { zh: '没有同名岗位，请选择办理岗位', en: 'no post has this name: choose who does it' },
  timer: { zh: '时间写法未知，请填写', en: 'its time is not understood: enter it' },
  empty: { zh: '没有任何环节', en: 'it has no steps' },
  own_words: { zh: '其精流设置无效', en: 'what Flowmeter kept with it is not valid' },
} as const satisfies Record<string, Localized>;

const reading = {
  one_way: {
    zh: '按只走一条流向的判断导入',
    en: 'was read as a decision that takes exactly one way',
  },
  persons_way: {
    zh: '按办理人选择的流向导入',
    en: 'was read as a way that the person at work chooses',
  },
  start_event: { zh: '按一般的开始导入', en: 'was read as a start like any other' },
  once: { zh: '按只做一次导入', en: 'was read as done once' },
  wait_message: { zh: '按等待消息导入', en: 'was read as waiting for a message' },
  end_event: { zh: '按一般的结束导入', en: 'was read as an end like any other' },
  unpaired_fork: {
    zh: '没有与之对应的汇合：按判断导入，请改画为并行块',
    en: 'has no join that fits it: read as a decision; draw it as a parallel block',
  },
  crossing: {
    zh: '各分支相互交叉，无法证明与并行块相同：按判断导入',
    en: 'has branches that cross; no block is provably the same: read as a decision',
  },
  uneven: {
    zh: '并非每条路径都在汇合处到达一次：按判断导入',
    en: 'does not bring each branch to its join exactly once: read as a decision',
  },
  leaves: {
    zh: '有分支绕过汇合离开：按判断导入',
    en: 'has a branch that leaves past its join: read as a decision',
  },
  unpaired_join: {
    zh: '没有与之对应的分叉：按普通的合流导入',
    en: 'has no fork that fits it: read as ways that meet',
  },
  opened_up: { zh: '其内容直接并入流程', en: 'stands in the flow with its content' },
} as const satisfies Record<string, Localized>;

export type ReadingReason = keyof typeof reading;
