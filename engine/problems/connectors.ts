/** Other systems: what connectors may be, and what comes of speaking to the outside. */
import type { ProblemRow } from './row.ts';

export const connectorProblems = {
  target_not_secure: {
    status: 422,
    zh: '目标地址必须使用 https',
    en: 'The target’s address must use https',
  },
  target_with_secret: {
    status: 422,
    zh: '目标地址不得包含账号、密码或 # 片段',
    en: 'The target’s address must not hold an account, a password or a # fragment',
  },
  mail_to_nobody: {
    status: 422,
    zh: '请指定收件岗位或收件地址',
    en: 'Name a post or addresses to send to',
  },
  event_without_use: {
    status: 422,
    zh: '收到的事件应送达消息或开立案件',
    en: 'What comes in must go to a message or open a case',
  },
  source_with_two_secrets: {
    status: 422,
    zh: '来源“{source}”在其他连接器中使用另一密钥',
    en: 'Another connector knows the source “{source}” by another secret',
  },
  event_heard_twice: {
    status: 422,
    zh: '来源“{source}”的事件“{type}”已有连接器接收',
    en: 'Another connector hears events “{type}” of the source “{source}”',
  },
  connector_not_found: {
    status: 422,
    zh: '连接器“{id}”不在生效版本中',
    en: 'The connector “{id}” is not in force',
  },
  target_not_approved: {
    status: 403,
    zh: '目标 {origin} 未经管理员批准',
    en: 'The target {origin} is not approved by the administrator',
  },
  target_address_refused: {
    status: 403,
    zh: '目标 {host} 指向内部地址，已拒绝',
    en: 'The target {host} leads to an internal address and is refused',
  },
  target_unreachable: {
    status: 503,
    zh: '无法连接 {host}：{reason}',
    en: '{host} cannot be reached: {reason}',
  },
  target_timeout: {
    status: 503,
    zh: '{host} 在 {seconds} 秒内未答复',
    en: '{host} did not answer within {seconds} s',
  },
  target_redirects: {
    status: 422,
    zh: '{host} 要求转向其他地址（{status}），不予跟随',
    en: '{host} redirects elsewhere ({status}); redirects are not followed',
  },
  target_refused: {
    status: 422,
    zh: '{host} 拒绝接收（{status}）',
    en: '{host} refused it ({status})',
  },
  target_busy: {
    status: 503,
    zh: '{host} 暂时不能接收（{status}）',
    en: '{host} cannot take it now ({status})',
  },
  target_answer_unfit: {
    status: 422,
    zh: '{host} 的答复不符合约定：{reason}',
    en: 'The answer of {host} does not fit: {reason}',
  },
  secret_missing: {
    status: 503,
    zh: '服务器未配置密钥 {name}',
    en: 'The server has no secret {name}',
  },
  mail_not_set_up: {
    status: 503,
    zh: '服务器未配置邮件服务',
    en: 'The server has no mail server set up',
  },
  mail_without_address: {
    status: 422,
    zh: '岗位“{post}”在该单位没有可用的邮件地址',
    en: 'Nobody of the post “{post}” in this unit has an e-mail address',
  },
  mail_refused: {
    status: 422,
    zh: '邮件服务器拒绝：{reason}',
    en: 'The mail server refused it: {reason}',
  },
  mail_unreachable: {
    status: 503,
    zh: '无法连接邮件服务器：{reason}',
    en: 'The mail server cannot be reached: {reason}',
  },
  not_signed: {
    status: 401,
    zh: '签名无效或已过期',
    en: 'The signature is not valid or too old',
  },
  event_unfit: {
    status: 400,
    zh: '不是有效的 CloudEvents 事件：{reason}',
    en: 'Not a valid CloudEvent: {reason}',
  },
  event_type_unknown: {
    status: 422,
    zh: '来源“{source}”的事件“{type}”没有连接器接收',
    en: 'No connector hears events “{type}” of the source “{source}”',
  },
  event_differs: {
    status: 409,
    zh: '同一编号的事件此前内容不同',
    en: 'An event with this id came before with other content',
  },
  legal_skipped: {
    status: 409,
    zh: '“{name}”是法定环节，不能跳过；请重试或改走其他流向',
    en: '“{name}” is required by law and cannot be skipped; retry it or take another way',
  },
  incident_not_found: {
    status: 404,
    zh: '异常不存在',
    en: 'No such incident',
  },
  dead_letter_not_found: {
    status: 404,
    zh: '未送达的事件不存在或已处理',
    en: 'There is no such undelivered event any more',
  },
  event_data_missing: {
    status: 422,
    zh: '事件缺少“{path}”',
    en: 'The event has no “{path}”',
  },
} as const satisfies Record<string, ProblemRow>;
