/** What business staff call the fields of automatic steps, waits and calls, and of retention. */
import { materials } from '../privacy/materials.ts';

export const kindFields: Record<string, readonly [zh: string, en: string]> = {
  // Automatic steps
  set: ['填写的数据项', 'facts set'],
  plus: ['再加', 'plus'],
  notice: ['通知', 'notice'],
  words: ['通知内容', 'words'],
  who: ['与本案有关的人', 'people of the case'],
  'notice.step': ['通知其办理人的环节', 'step whose performer is told'],
  send: ['发送', 'sending'],
  connector: ['连接器', 'connector'],
  data: ['发送的数据', 'data sent'],
  'flow.takes': ['取回的数据项', 'facts taken'],
  // Waits
  'flow.message': ['等待的消息', 'message waited for'],
  'flow.key': ['关联键', 'key'],
  'flow.timeout': ['最长等待', 'patience'],
  route: ['流向', 'route'],
  // Retention
  periods: ['保存期限', 'periods'],
  persons: ['个人信息主体', 'persons'],
  material: ['资料类别', 'what is kept'],
  keep: ['保存', 'kept for'],
  least: ['至少保存', 'kept at least'],
  // Lists
  item: ['列表项类型', 'type of items'],
};

export const kindValues: Record<string, Record<string, readonly [zh: string, en: string]>> = {
  material: Object.fromEntries(
    Object.entries(materials).map(([id, { name }]) => [id, [name.zh, name.en]] as const),
  ),
  who: {
    opener: ['开启案件的人', 'who opened the case'],
    above: ['所属单位的主管', 'supervisors of its unit'],
  },
  version: { latest: ['最新', 'the latest'] },
  item: {
    string: ['短文本', 'short text'],
    number: ['数值', 'number'],
    integer: ['整数', 'whole number'],
    boolean: ['是否', 'yes or no'],
    date: ['日期', 'date'],
    enum: ['选项', 'choice'],
  },
};
