/** What is stored, sort by sort: what retention periods, legal holds and erasures speak about. */
import type { Localized } from '../problem.ts';

interface Material {
  name: Localized;
  /** The moment from which its period runs. */
  from: Localized;
  /** Kept as a whole or not at all: it has no period. */
  whole?: true;
}

const made: Localized = { zh: '形成之日', en: 'the day it was made' };
const changed: Localized = { zh: '最近一次修改', en: 'its last change' };

export const materials = {
  case: {
    name: { zh: '案件及其记录', en: 'Cases and their entries' },
    from: { zh: '办结之日', en: 'the day it ended' },
  },
  finding: {
    name: { zh: '稽查问题', en: 'Findings' },
    from: { zh: '关闭之日', en: 'the day it was closed' },
  },
  record: {
    name: { zh: '导入的业务记录', en: 'Imported records' },
    from: {
      zh: '业务日期；没有业务日期的，为被新版次取代之日',
      en: 'the business date; without one, the day a later edition came',
    },
  },
  log: {
    name: { zh: '导入的事件日志', en: 'Imported event logs' },
    from: { zh: '导入之日', en: 'the day it was imported' },
  },
  notice: { name: { zh: '通知', en: 'Notices' }, from: made },
  session: { name: { zh: '登录会话', en: 'Sessions' }, from: made },
  idempotency: { name: { zh: '重复请求的应答', en: 'Answers to repeated requests' }, from: made },
  draft: { name: { zh: '草稿', en: 'Drafts' }, from: changed },
  backtest: { name: { zh: '回测', en: 'Backtests' }, from: made },
  audit_run: { name: { zh: '稽查运行', en: 'Audit runs' }, from: made },
  export: { name: { zh: '导出登记', en: 'Register of exports' }, from: made },
  audit_log: { name: { zh: '审计日志', en: 'Audit log' }, from: made, whole: true },
} as const satisfies Record<string, Material>;

export type MaterialId = keyof typeof materials;

export const materialIds = Object.keys(materials) as [MaterialId, ...MaterialId[]];

/** Is it kept whole, because only a whole chain can be verified? */
export function isWhole(material: MaterialId): boolean {
  const row: Material = materials[material];
  return row.whole === true;
}
