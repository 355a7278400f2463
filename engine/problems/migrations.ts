/** Moving running cases to another version of their flow. */
import type { ProblemRow } from './row.ts';

export const migrationProblems = {
  migration_other_version: {
    status: 409,
    zh: '迁移方案针对“{plan}”，实际是“{is}”',
    en: 'The plan is for “{plan}”, this is “{is}”',
  },
  migration_same_version: {
    status: 422,
    zh: '迁移前后是同一版本',
    en: 'Both versions are the same',
  },
  migration_not_in_force: {
    status: 409,
    zh: '目标版本没有生效，只能迁移到生效的版本',
    en: 'The target is not in force; cases move to the version in force only',
  },
  migration_kind_differs: {
    status: 422,
    zh: '“{step}”与“{to}”不是同一类环节，或办理方式不同',
    en: '“{step}” and “{to}” are not steps of the same kind, or a case rests there in another way',
  },
  migration_blocks_differ: {
    status: 422,
    zh: '“{step}”与“{to}”所在的并行块不对应，案件不能因迁移进入或离开并行块',
    en: 'The blocks around “{step}” and “{to}” do not correspond: no case enters or leaves a block by being moved',
  },
  migration_branches_meet: {
    status: 422,
    zh: '“{step}”对应到“{to}”，会使两个分支合到一处，丢失一项工作',
    en: 'Moving “{step}” to “{to}” brings two branches together: one open visit would be lost',
  },
  migration_branch_parts: {
    status: 422,
    zh: '“{step}”对应到“{to}”，与同一分支的其他环节去了不同的分支',
    en: '“{step}” goes to “{to}”, while other steps of its branch go to another branch',
  },
  migration_branch_stays: {
    status: 422,
    zh: '分支“{branch}”在新版本中有对应的分支，或其并行块没有对应，不能撤销其中的工作',
    en: 'Branch “{branch}” has a counterpart, or its block has none: work in it is not given up',
  },
  migration_step_gone: {
    status: 422,
    zh: '新版本没有环节“{step}”，请选择案件去往的环节',
    en: 'The new version has no step “{step}”: choose where its cases go',
  },
  migration_block_unmapped: {
    status: 422,
    zh: '“{step}”所在的“{block}”没有对应的环节',
    en: 'Block “{block}”, in which “{step}” stands, has no counterpart',
  },
  migration_unknown_timer: {
    status: 422,
    zh: '新版本没有计时“{key}”',
    en: 'The new version has no time “{key}”',
  },
  migration_unreachable: {
    status: 422,
    zh: '新版本中没有案件能到达“{name}”',
    en: 'In the new version no case comes to “{name}”',
  },
  migration_no_end: {
    status: 422,
    zh: '在新版本中从“{name}”出发无法到达结束：{trace}',
    en: 'In the new version the end cannot be reached from “{name}”: {trace}',
  },
  migration_no_target: {
    status: 422,
    zh: '案件停在“{step}”，方案没有给出对应的环节',
    en: 'The case stands at “{step}”, for which the plan names no step',
  },
  migration_block_over: {
    status: 422,
    zh: '迁移后并行块“{name}”已满足汇合条件，仍在办理的工作会丢失',
    en: 'After the move block “{name}” would be over already, and open work in it lost',
  },
  migration_loses_work: {
    status: 422,
    zh: '新增的分支一开始就会使正在办理的“{step}”撤销',
    en: 'A branch that begins with the move would withdraw “{step}”, which is open',
  },
  migration_not_undone: {
    status: 422,
    zh: '“{step}”已经办结，新版本在撤销案件时不会恢复它',
    en: '“{step}” has been done, and the new version does not undo it when a case is cancelled',
  },
  migration_fact_missing: {
    status: 422,
    zh: '新版本的“{name}”要用到“{fact}”，该案件没有这项数据，以后也不一定填写',
    en: '“{name}” of the new version asks for “{fact}”, which this case lacks and may never get',
  },
} as const satisfies Record<string, ProblemRow>;
