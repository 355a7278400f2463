/** Changes of a flow's shape that cannot be made as asked: merging, side by side, one after another. */
import type { ProblemRow } from './row.ts';

export const shapingProblems = {
  merge_two_tasks: {
    status: 422,
    zh: '“{name}”不是人工任务，不能与其他环节合并',
    en: '“{name}” is no task: it cannot be merged with another step',
  },
  steps_not_neighbours: {
    status: 422,
    zh: '所选环节须在同一分支中前后相接：没有流向从“{first}”直接到“{second}”',
    en: 'The steps have to follow one another in one branch: no route leads from “{first}” straight to “{second}”',
  },
  step_leads_elsewhere: {
    status: 422,
    zh: '“{name}”还有别的去向“{to}”，请先处理该流向',
    en: '“{name}” also leads to “{to}”: settle that route first',
  },
  step_entered_aside: {
    status: 422,
    zh: '“{from}”绕过前面的环节直接到“{name}”，请先处理该流向',
    en: '“{from}” leads to “{name}” past the steps before it: settle that route first',
  },
  merge_two_legal: {
    status: 422,
    zh: '“{first}”和“{second}”都是法定环节，各自不得精简',
    en: '“{first}” and “{second}” are both required by law: neither may be merged away',
  },
  parallel_unfit: {
    status: 422,
    zh: '“{name}”不能放入并行分支',
    en: '“{name}” cannot stand in a parallel branch',
  },
  block_needed: {
    status: 422,
    zh: '“{name}”不是并行块',
    en: '“{name}” is no parallel block',
  },
  sequence_waits_for_some: {
    status: 422,
    zh: '并行块“{name}”不要求全部分支完成，改为依次办理会改变含义；请先将完成条件改为“全部”',
    en: 'Block “{name}” does not wait for all its branches, so that one after another means something else: let it wait for all first',
  },
  replace_unfit: {
    status: 422,
    zh: '“{name}”不能替换为{kind}',
    en: '“{name}” cannot be replaced by this kind of step: {kind}',
  },
} as const satisfies Record<string, ProblemRow>;
