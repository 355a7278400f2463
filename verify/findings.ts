/** What may be wrong with a bundle: one row each, with the exit code that it leads to. */
import type { Localized } from '@flowmeter/engine/problem.ts';

/** Exit codes of the command: the whole contract with whoever calls it from a script. */
export const exits = {
  valid: 0,
  hash: 1,
  fork: 2,
  signature: 3,
  policy: 4,
  incomplete: 5,
  usage: 64,
} as const;
export type ExitCode = (typeof exits)[keyof typeof exits];

interface Row extends Localized {
  exit: ExitCode;
  /** It says that something is wrong and not what: whatever else is found decides the exit code. */
  isGeneral?: boolean;
}

const catalogue = {
  // Something is not what it was when it was written
  line_unreadable: row('hash', '无法读取：{reason}', 'cannot be read: {reason}'),
  line_misplaced: row('hash', '{type} 行不应在此处', 'a line “{type}” does not belong here'),
  end_reshaped: row('hash', '结束行不是规范形式', 'the last line is not in its canonical form'),
  line_after_end: row('hash', '结束行之后还有内容', 'there is something after the end'),
  digest_differs: {
    ...row('hash', '证据包内容与其摘要不符', 'the bundle is not what its digest says'),
    isGeneral: true,
  },
  more_lines: row(
    'hash',
    '{type} 行有 {found} 行，应为 {said} 行',
    '{found} lines “{type}”, where there should be {said}',
  ),
  entry_altered: row('hash', '条目内容与其哈希不符', 'the entry is not what its hash says'),
  entry_misplaced: row(
    'hash',
    '条目没有接在第 {last} 条之后',
    'the entry does not follow entry {last}',
  ),
  key_misnamed: row('hash', '公钥与其标识不符', 'the public key is not the one of this id'),
  definition_altered: row(
    'hash',
    '定义内容与其哈希不符',
    'the definition is not what its hash says',
  ),
  change_differs: row(
    'hash',
    '变更记录与审计日志不一致：{what}',
    'the change is not what the log says: {what}',
  ),
  change_unreadable: row('hash', '变更事件无法还原', 'the events of the change make no change'),
  history_altered: row(
    'hash',
    '变更 {change} 的经过与发布时签名的不符',
    'what happened to change {change} is not what the release signed',
  ),
  release_misplaced: row(
    'hash',
    '发布没有接在上一次发布之后',
    'the release does not follow the one before',
  ),
  result_differs: row(
    'hash',
    '重算结果为 {found}，记录为 {said}',
    'worked out again it is {found}, not {said}',
  ),
  closing_altered: row('hash', '关账内容与其哈希不符', 'the closing is not what its hash says'),
  closing_differs: row(
    'hash',
    '关账与审计日志不一致：{what}',
    'the closing is not what the log says: {what}',
  ),
  closing_sum: row(
    'hash',
    '{what} 重算为 {found}，关账记为 {said}',
    '{what}: worked out again it is {found}, not {said}',
  ),
  closing_replaced: row(
    'hash',
    '更正没有指明此前的关账 {before}：更正只能另立，不能替换',
    'it does not name the closing before it, {before}: what corrects stands beside, it replaces nothing',
  ),
  // Another log, or less of it
  other_log: row('fork', '这是另一份日志', 'it is of another log'),
  checkpoint_differs: row(
    'fork',
    '检查点与其大小处的日志不符：日志被改写或分叉',
    'the log at this size is not what the checkpoint says: it was rewritten or forked',
  ),
  kept_checkpoint_differs: row(
    'fork',
    '日志前 {size} 条与所保存的检查点不符：历史被改写',
    'the first {size} entries are not what the checkpoint you kept says: history was rewritten',
  ),
  log_shorter: row(
    'fork',
    '日志只有 {found} 条，少于检查点的 {size} 条：被截断',
    'the log has {found} entries, fewer than the {size} of a checkpoint: it was cut off',
  ),
  // Not signed by whom it should be
  signature_bad: row('signature', '签名不正确', 'the signature does not hold'),
  signature_missing: row('signature', '没有签名', 'there is no signature'),
  signer_unknown: row(
    'signature',
    '由未知密钥 {key} 签名',
    'signed with key {key}, which is not known',
  ),
  signer_retired: row(
    'signature',
    '由已停用的密钥 {key} 签名',
    'signed with key {key}, which had handed over by then',
  ),
  // Nobody may do that
  self_approval: row(
    'policy',
    '{by} 参与过该变更，却批准了它',
    '{by} took part in the change and approved it',
  ),
  approved_twice: row('policy', '{by} 一人多次批准', '{by} approved it more than once'),
  approval_late: row(
    'policy',
    '{by} 在生效（{since}）之后才批准',
    '{by} approved it after it took effect ({since})',
  ),
  approval_untold: row(
    'policy',
    '{by} 的批准不在审计日志中',
    'the approval by {by} is not in the log',
  ),
  approval_role: row('policy', '{by} 批准时不是审计员', '{by} was no auditor when approving it'),
  nobody_approved: row(
    'policy',
    '未经第二人批准即生效',
    'it took effect and no second person approved it',
  ),
  second_missing: row(
    'policy',
    '需要 {needed} 人批准，只有 {found} 人',
    '{needed} people had to approve it; {found} did',
  ),
  self_review: row(
    'policy',
    '{by} 参与或批准过紧急变更，却复核了它',
    '{by} took part in the emergency change, or approved it, and reviewed it',
  ),
  review_missing: row(
    'policy',
    '紧急变更到 {due} 仍未由他人复核',
    'nobody else reviewed the emergency change by {due}',
  ),
  second_person_same: row(
    'policy',
    '{by} 一人既提出又批准：{action}',
    '{by} both asked for it and approved it: {action}',
  ),
  activation_unapproved: row(
    'policy',
    '{what} 的版本 {hash} 未经批准即生效',
    'version {hash} of {what} took effect and was not approved',
  ),
  execution_unapproved: row(
    'policy',
    '执行了未经批准的版本 {hash}',
    'it ran version {hash}, which was not approved',
  ),
  execution_early: row(
    'policy',
    '在版本生效（{since}）之前就按它执行',
    'it ran the version before that took effect ({since})',
  ),
  result_unapproved: row(
    'policy',
    '按未经批准的指标版本 {hash} 计算',
    'worked out by version {hash} of the indicator, which was not approved',
  ),
  closing_own: row(
    'policy',
    '{by} 一人既提出关账又同意',
    '{by} both put down the closing and agreed to it',
  ),
  closing_gains: row(
    'policy',
    '{by} 受这张绩效卡考核，却同意了关账',
    '{by} is scored by the scorecard and agreed to the closing',
  ),
  closing_role: row(
    'policy',
    '{by} 同意关账时不是审计员',
    '{by} was no auditor when agreeing to it',
  ),
  closing_untold: row(
    'policy',
    '关账不在审计日志中：{what}',
    'the log does not tell of the closing: {what}',
  ),
  closing_early: row(
    'policy',
    '期间 {period} 尚未结束就已关账',
    '{period} was closed before it was over',
  ),
  closing_unapproved: row(
    'policy',
    '按当时未经批准的版本 {hash} 关账',
    'closed by version {hash}, which was not approved by then',
  ),
  // Something is not there
  head_missing: row('incomplete', '缺少包头', 'the head is missing'),
  end_missing: row(
    'incomplete',
    '缺少结束行：文件不完整',
    'the end is missing: the file is not whole',
  ),
  fewer_lines: row(
    'incomplete',
    '{type} 行只有 {found} 行，应为 {said} 行',
    '{found} lines “{type}”, where there should be {said}',
  ),
  change_missing: row('incomplete', '缺少变更 {change}', 'change {change} is not in the bundle'),
  definition_missing: row(
    'incomplete',
    '缺少定义 {hash}',
    'definition {hash} is not in the bundle',
  ),
  records_missing: row(
    'incomplete',
    '只有 {found} 条明细，应为 {said} 条',
    '{found} records, where there should be {said}',
  ),
  closing_missing: row(
    'incomplete',
    '缺少日志所记的关账 {closing}',
    'the closing {closing}, of which the log tells, is not in the bundle',
  ),
  unsealed: row('incomplete', '最后的条目没有检查点', 'no checkpoint covers the last entries'),
} as const satisfies Record<string, Row>;

export type FindingCode = keyof typeof catalogue;

export interface Finding {
  code: FindingCode;
  exit: ExitCode;
  isGeneral: boolean;
  /** Where, in both languages. */
  place: Localized;
  words: Localized;
}

type Values = Record<string, string | number>;

export function finding(code: FindingCode, place: Localized, values: Values = {}): Finding {
  const { exit, zh, en, isGeneral = false }: Row = catalogue[code];
  return { code, exit, isGeneral, place, words: { zh: fill(zh, values), en: fill(en, values) } };
}

/** The lowest code of what was found; what is only general counts where there is nothing else. */
export function exitOf(findings: readonly Finding[]): ExitCode {
  const telling = findings.filter((one) => !one.isGeneral);
  const codes = (telling.length > 0 ? telling : findings).map(({ exit }) => exit);
  return codes.length === 0 ? exits.valid : (Math.min(...codes) as ExitCode);
}

function row<E extends keyof typeof exits>(exit: E, zh: string, en: string) {
  return { exit: exits[exit], zh, en };
}

function fill(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    return Object.hasOwn(values, name) ? String(values[name]) : whole;
  });
}
