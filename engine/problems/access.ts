/** Who may do what, and what the server cannot do just now. */
import type { ProblemRow } from './row.ts';

export const accessProblems = {
  not_signed_in: { status: 401, zh: '请先登录', en: 'Sign in first' },
  wrong_password: { status: 401, zh: '账号或密码不正确', en: 'Wrong account or password' },
  locked_out: {
    status: 429,
    zh: '尝试次数过多，请 {seconds} 秒后再试',
    en: 'Too many attempts; try again in {seconds} s',
  },
  confirmation_needed: {
    status: 403,
    zh: '请再次验证身份后继续',
    en: 'Confirm that it is you, then go on',
  },
  wrong_proof: { status: 403, zh: '密码或验证码不正确', en: 'Wrong password or code' },
  not_allowed: { status: 403, zh: '没有权限', en: 'You are not allowed to do this' },
  csrf: { status: 403, zh: '请求来源不可信', en: 'The request does not come from this site' },
  too_many_requests: {
    status: 429,
    zh: '请求过于频繁，请 {seconds} 秒后再试',
    en: 'Too many requests; try again in {seconds} s',
  },
  too_many_streams: {
    status: 429,
    zh: '此账号打开的页面过多，请关闭一些，{seconds} 秒后再试',
    en: 'Too many open pages of this account; close some and try again in {seconds} s',
  },
  wrong_host: {
    status: 421,
    zh: '本系统不以“{host}”为地址。请用启动时显示的地址打开；若这就是正确地址，请管理员把它设为 FLOWMETER_ORIGIN',
    en: 'This server is not known as “{host}”. Open it by the address it printed at its start; if this is the right one, let FLOWMETER_ORIGIN say so',
  },
  https_needed: {
    status: 421,
    zh: '通过网络使用需要 https：请在前面放置 https 代理，并把 FLOWMETER_ORIGIN 设为其地址；在本机上可用 http://127.0.0.1',
    en: 'Over a network https is needed: put an https proxy in front and set FLOWMETER_ORIGIN to its address; on the same machine http://127.0.0.1 will do',
  },
  route_not_found: { status: 404, zh: '没有这个地址', en: 'No such address' },
  json_only: { status: 400, zh: '只接受 JSON', en: 'Only JSON is accepted' },
  busy: { status: 503, zh: '系统繁忙，请稍后重试', en: 'Busy; try again shortly' },
  internal: {
    status: 500,
    zh: '系统内部错误，请将编号 {request} 告知管理员',
    en: 'Something went wrong inside; tell the administrator the number {request}',
  },
  read_only: {
    status: 503,
    zh: '磁盘已满，暂时只读',
    en: 'The disk is full: reading only for now',
  },
} as const satisfies Record<string, ProblemRow>;
