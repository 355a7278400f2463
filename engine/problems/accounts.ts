/** Terms of people, accounts of one human, and what grants and second factors ask for. */
import type { ProblemRow } from './row.ts';

export const accountProblems = {
  term_backwards: {
    status: 422,
    zh: '{person} 的任期结束早于开始',
    en: 'A term of {person} ends before it begins',
  },
  terms_overlap: {
    status: 422,
    zh: '{person} 在同一时间属于两个单位',
    en: '{person} belongs to two units at the same time',
  },
  same_person_circle: {
    status: 422,
    zh: '{person} 的同一人关联形成了循环',
    en: 'The accounts that {person} is linked with go round in a circle',
  },
  password_short: {
    status: 422,
    zh: '密码至少 {least} 个字符',
    en: 'A password has at least {least} characters',
  },
  password_long: {
    status: 422,
    zh: '密码最多 {most} 个字符',
    en: 'A password has at most {most} characters',
  },
  password_common: {
    status: 422,
    zh: '这个密码太常见，请换一个别人猜不到的',
    en: 'This password is too common; take one that nobody would guess',
  },
  password_same: {
    status: 422,
    zh: '新密码与原密码相同',
    en: 'The new password is the old one',
  },
  code_needed: { status: 401, zh: '请输入动态验证码', en: 'Enter the code of your second factor' },
  wrong_code: {
    status: 401,
    zh: '验证码不正确或已用过',
    en: 'The code is wrong, or was used before',
  },
  proof_needs_code: {
    status: 403,
    zh: '还需要输入动态验证码',
    en: 'The code of your second factor is needed too',
  },
  factor_needed: {
    status: 403,
    zh: '您的角色须启用第二因素认证，请先登记',
    en: 'Your role needs a second factor: enrol one first',
  },
  factor_required: {
    status: 409,
    zh: '您的角色必须保留第二因素认证',
    en: 'Your role has to keep its second factor',
  },
  no_factor: { status: 409, zh: '没有登记第二因素', en: 'There is no second factor' },
  enrolment_over: {
    status: 409,
    zh: '登记已过期，请重新开始',
    en: 'The enrolment is over; begin again',
  },
  link_over: {
    status: 409,
    zh: '链接无效、已用过或已过期，请向管理员索取新的链接',
    en: 'The link is wrong, used or too old; ask the administrator for another',
  },
  link_account_used: {
    status: 409,
    zh: '账号“{id}”已经使用过：管理员一人不能再为它生成一次性链接，否则就能接管这个账号；忘记密码请申请重置，由稽查员同意',
    en: 'The account “{id}” has been used: an administrator alone makes no link for it, which could take it over; where the password is lost, propose a reset, which an auditor agrees to',
  },
  link_account_watches: {
    status: 409,
    zh: '“{id}”是稽查员或流程负责人：管理员一人不能为这个账号生成一次性链接；请申请重置密码，由稽查员同意',
    en: '“{id}” is an auditor or an owner: an administrator alone makes no link for this account; propose a reset of the password, which an auditor agrees to',
  },
  not_known_here: {
    status: 403,
    zh: '这个身份在本系统中没有账号',
    en: 'This identity has no account here',
  },
  account_not_found: { status: 404, zh: '没有账号“{id}”', en: 'There is no account “{id}”' },
  session_not_found: { status: 404, zh: '没有这个会话', en: 'There is no such session' },
  own_account: {
    status: 409,
    zh: '不能对自己的账号这样做',
    en: 'Nobody does this to their own account',
  },
  reset_not_found: {
    status: 404,
    zh: '没有待处理的重置申请',
    en: 'There is no such reset to decide on',
  },
  reset_needs_other: {
    status: 403,
    zh: '重置第二因素需要另一个人同意',
    en: 'Another person has to agree to the reset',
  },
  password_reset_needs_other: {
    status: 403,
    zh: '重置密码需要另一位稽查员同意，申请人不能处理',
    en: 'Another person has to agree to the reset of a password',
  },
  wrong_link_code: {
    status: 403,
    zh: '口令不正确：请向提出重置的管理员索取，它只对这一次重置有效',
    en: 'This is not the code: ask the administrator who proposed the reset; it is good for this reset alone',
  },
  link_code_needed: {
    status: 403,
    zh: '还需要输入管理员交给您的口令',
    en: 'The code that the administrator gave you is needed too',
  },
  account_closed: {
    status: 409,
    zh: '账号“{id}”已停用，请先恢复',
    en: 'The account “{id}” is closed; open it first',
  },
  grant_has: {
    status: 409,
    zh: '{person} 已有此授权',
    en: '{person} has this already',
  },
  grant_lacks: {
    status: 409,
    zh: '{person} 没有此授权',
    en: '{person} does not have this',
  },
  grant_backwards: {
    status: 422,
    zh: '结束日期早于开始日期',
    en: 'It ends before it begins',
  },
  grant_over: { status: 422, zh: '结束日期已过', en: 'It would be over already' },
  single_sign_on_away: {
    status: 503,
    zh: '统一身份认证暂时无法连接，请稍后再试或使用密码登录',
    en: 'The identity provider cannot be reached; try later, or sign in by password',
  },
  single_sign_on_over: {
    status: 409,
    zh: '登录用时过长，请重新开始',
    en: 'Signing in took too long; begin again',
  },
  single_sign_on_failed: {
    status: 403,
    zh: '统一身份认证没有确认您的身份',
    en: 'The identity provider did not confirm who you are',
  },
} as const satisfies Record<string, ProblemRow>;
