/** What business staff call the fields of who gets a task, who signs it and when people are there. */

export const peopleFields: Record<string, readonly [zh: string, en: string]> = {
  by: ['分派方式', 'way of assigning'],
  step: ['环节', 'step'],
  roster: ['值班表', 'roster'],
  signers: ['签署人', 'signers'],
  threshold: ['通过比例', 'threshold'],
  weights: ['权重', 'weights'],
  on_reject: ['不同意时', 'on rejection'],
  rosters: ['值班表', 'rosters'],
  shifts: ['班次', 'shifts'],
  shift: ['班次', 'shift'],
  duties: ['值班', 'duties'],
  day: ['日期', 'day'],
  person: ['人员', 'person'],
  absences: ['请假', 'absences'],
  deputy: ['代理人', 'deputy'],
  role: ['角色', 'role'],
  terms: ['任期', 'terms'],
  same_as: ['同一人的其他账号', 'other account of the same person'],
  'organisation.to': ['截止', 'to'],
  'assign.by': ['分派方式', 'way of assigning'],
  'assign.of': ['办理单位', 'unit in charge'],
  'assign.step': ['参照环节', 'step looked at'],
  'assign.roster': ['值班表', 'roster'],
};

const roleNames: Record<string, readonly [zh: string, en: string]> = {
  owner: ['流程负责人', 'process owner'],
  auditor: ['审计员', 'auditor'],
  supervisor: ['主管', 'supervisor'],
  clerk: ['经办人', 'clerk'],
  admin: ['系统管理员', 'administrator'],
};

export const peopleValues: Record<string, Record<string, readonly [zh: string, en: string]>> = {
  roles: roleNames,
  role: roleNames,
  allow: {
    withdraw: ['撤回', 'take back'],
    transfer: ['转办', 'transfer'],
    delegate: ['委派', 'delegate'],
    add_signer: ['加签', 'add signers'],
    copy: ['抄送', 'send copies'],
    urge: ['催办', 'urge'],
  },
  by: {
    post: ['岗位待签收', 'claimed by the post'],
    unit: ['指定单位待签收', 'claimed by a unit'],
    previous: ['此前的办理人', 'who did it before'],
    workload: ['待办最少的人', 'who has the fewest tasks'],
    roster: ['当班的人', 'who is on duty'],
  },
  mode: {
    one_by_one: ['逐个', 'one by one'],
    together: ['同时', 'together'],
    any: ['或签', 'any one'],
    all: ['会签', 'all together'],
    in_order: ['顺签', 'one after another'],
    vote: ['票签', 'a vote'],
  },
  on_reject: {
    at_once: ['立即结束', 'ends at once'],
    at_end: ['全部签完再定', 'after all have signed'],
  },
};
