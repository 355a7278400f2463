/** Automatic steps, waits and calls that cannot do what they say. */
import type { ProblemRow } from './row.ts';

export const kindProblems = {
  fact_does_not_fit: {
    status: 422,
    zh: '“{source}”的值不能填入“{fact}”：类型不符',
    en: '“{fact}” cannot take the value of “{source}”: the types differ',
  },
  constant_does_not_fit: {
    status: 422,
    zh: '“{fact}”不能填入这个值：{reason}',
    en: '“{fact}” cannot take this value: {reason}',
  },
  list_needed: { status: 422, zh: '“{fact}”不是列表', en: '“{fact}” is not a list' },
  moment_needed: {
    status: 422,
    zh: '“{fact}”既不是日期也不是日期时间',
    en: '“{fact}” is neither a date nor a date and time',
  },
  patience_by_first_route: {
    status: 422,
    zh: '“{name}”：消息到达与等待超时须走不同流向',
    en: '“{name}”: the message and the end of patience must lead different ways',
  },
  connector_only_hears: {
    status: 422,
    zh: '连接器“{connector}”只接收事件，不能发送',
    en: 'The connector “{connector}” hears events; it sends nothing',
  },
  take_never_comes: {
    status: 422,
    zh: '“{connector}”的答复中没有“{fact}”',
    en: '“{fact}” is never in what “{connector}” answers',
  },
  call_without_input: {
    status: 422,
    zh: '调用“{flow}”须传入“{fact}”',
    en: 'Calling “{flow}” needs “{fact}”, which is not handed over',
  },
  call_input_unknown: {
    status: 422,
    zh: '“{flow}”开案时不能填写“{fact}”',
    en: '“{fact}” cannot be entered when a case of “{flow}” is opened',
  },
  calls_in_circle: {
    status: 422,
    zh: '流程互相调用形成循环：{trace}',
    en: 'Flows call one another in a circle: {trace}',
  },
  version_not_released: {
    status: 422,
    zh: '流程“{flow}”没有已发布的版本 {hash}',
    en: 'The flow “{flow}” has no released version {hash}',
  },
} as const satisfies Record<string, ProblemRow>;
