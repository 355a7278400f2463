/** Backups, retention, legal holds and the erasure of personal data. */
import type { ProblemRow } from './row.ts';

export const privacyProblems = {
  backup_no_store: {
    status: 409,
    zh: '“{folder}”中没有数据库',
    en: 'There is no store in “{folder}”',
  },
  backup_not_empty: {
    status: 409,
    zh: '备份目录“{folder}”不为空',
    en: 'The folder “{folder}” for the backup is not empty',
  },
  backup_no_folder: {
    status: 409,
    zh: '没有设置备份目录（环境变量 FLOWMETER_BACKUP_TO）',
    en: 'No folder for backups is set (FLOWMETER_BACKUP_TO in the environment)',
  },
  backup_passphrase_short: {
    status: 422,
    zh: '密钥口令至少 {least} 个字符',
    en: 'The passphrase for the keys has at least {least} characters',
  },
  backup_under_way: {
    status: 409,
    zh: '正在备份',
    en: 'A backup is under way',
  },
  backup_missing: {
    status: 404,
    zh: '“{folder}”不是备份：没有清单',
    en: '“{folder}” is no backup: it has no manifest',
  },
  backup_file_missing: {
    status: 422,
    zh: '备份缺少文件 {file}',
    en: 'The backup lacks the file {file}',
  },
  backup_damaged: {
    status: 422,
    zh: '备份中的 {file} 已损坏：与清单不符',
    en: '{file} in the backup is damaged: it is not what the manifest says',
  },
  restore_not_empty: {
    status: 409,
    zh: '目标目录“{folder}”不为空，不会覆盖其中的数据',
    en: 'The target “{folder}” is not empty; nothing in it is overwritten',
  },
  restore_newer: {
    status: 422,
    zh: '备份由更新的产品（{product}）制作，本产品不认识其结构 {schema}',
    en: 'The backup was made by a newer product ({product}); its schema {schema} is not known here',
  },
  restore_passphrase: {
    status: 422,
    zh: '密钥口令不正确',
    en: 'The passphrase does not open the keys',
  },
  retention_no_records: {
    status: 422,
    zh: '“{material}”不是导入的记录，不能按记录类型规定期限',
    en: '“{material}” are no imported records: their period cannot be said by kind of record',
  },
  retention_whole: {
    status: 422,
    zh: '“{material}”只有完整时才能核验，不能规定删除期限',
    en: '“{material}” can only be verified as a whole: no period after which it goes can be set',
  },
  retention_too_short: {
    status: 422,
    zh: '“{material}”的保存期限短于必须保存的 {least}',
    en: '“{material}” would be kept for less than the {least} that it must be there',
  },
  retention_duty_typical: {
    status: 422,
    zh: '“{material}”的必须保存期限需有法规、承诺或文件依据，不能是经验值',
    en: 'That “{material}” must be kept needs a law, a promise or a document: a usual figure is no duty',
  },
  retention_person_key: {
    status: 422,
    zh: '“{record}”应由一个不属于个人信息的关键字段标识',
    en: 'A “{record}” must be named by one key field that is no personal data',
  },
  hold_not_found: { status: 404, zh: '没有这项法律保留', en: 'There is no such legal hold' },
  hold_over: {
    status: 409,
    zh: '这项法律保留已经结束',
    en: 'This legal hold is over already',
  },
  hold_past: {
    status: 422,
    zh: '截止日 {until} 早于今天（{today}）',
    en: 'Its last day, {until}, is before today, {today}',
  },
  hold_unknown: {
    status: 422,
    zh: '没有“{value}”，无法保留',
    en: 'There is no “{value}” to hold',
  },
  erasure_not_found: { status: 404, zh: '没有这项删除申请', en: 'There is no such request' },
  erasure_decided: {
    status: 409,
    zh: '这项删除申请已经审批',
    en: 'This request was decided already',
  },
  erasure_own: {
    status: 403,
    zh: '申请人不能审批自己的删除申请',
    en: 'Whoever requested an erasure does not approve it',
  },
  erasure_held: {
    status: 409,
    zh: '有法律保留，不能删除：{reason}',
    en: 'Under a legal hold, so it is not erased: {reason}',
  },
  erasure_duty: {
    status: 409,
    zh: '“{material}”必须保存 {least}，期限未满不能删除（{source}）',
    en: '“{material}” must be kept for {least}; until then it is not erased ({source})',
  },
  erasure_unknown: {
    status: 422,
    zh: '没有找到“{person}”的个人信息',
    en: 'No personal data of “{person}” were found',
  },
  erasure_no_sort: {
    status: 422,
    zh: '保存期限定义中没有“{sort}”这类个人信息主体',
    en: 'The retention definition knows no persons of the sort “{sort}”',
  },
  records_unlike: {
    status: 409,
    zh: '“{record}”的旧版次字段类型与现行定义不同，无法改写',
    en: 'Older editions of “{record}” have fields of other types than now: they cannot be rewritten',
  },
} as const satisfies Record<string, ProblemRow>;
