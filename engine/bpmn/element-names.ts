/** BPMN's elements in words. */
import type { Localized } from '../problem.ts';

const names: Readonly<Record<string, Localized>> = {
  process: { zh: '流程', en: 'process' },
  startEvent: { zh: '开始事件', en: 'start event' },
  endEvent: { zh: '结束事件', en: 'end event' },
  intermediateThrowEvent: { zh: '中间抛出事件', en: 'intermediate throw event' },
  intermediateCatchEvent: { zh: '中间捕获事件', en: 'intermediate catch event' },
  boundaryEvent: { zh: '边界事件', en: 'boundary event' },
  task: { zh: '任务', en: 'task' },
  userTask: { zh: '用户任务', en: 'user task' },
  manualTask: { zh: '手工任务', en: 'manual task' },
  serviceTask: { zh: '服务任务', en: 'service task' },
  scriptTask: { zh: '脚本任务', en: 'script task' },
  sendTask: { zh: '发送任务', en: 'send task' },
  receiveTask: { zh: '接收任务', en: 'receive task' },
  businessRuleTask: { zh: '业务规则任务', en: 'business rule task' },
  callActivity: { zh: '调用活动', en: 'call activity' },
  subProcess: { zh: '子流程', en: 'sub-process' },
  adHocSubProcess: { zh: '即席子流程', en: 'ad-hoc sub-process' },
  transaction: { zh: '事务子流程', en: 'transaction' },
  exclusiveGateway: { zh: '排他网关', en: 'exclusive gateway' },
  inclusiveGateway: { zh: '包容网关', en: 'inclusive gateway' },
  parallelGateway: { zh: '并行网关', en: 'parallel gateway' },
  complexGateway: { zh: '复杂网关', en: 'complex gateway' },
  eventBasedGateway: { zh: '事件网关', en: 'event-based gateway' },
  sequenceFlow: { zh: '顺序流', en: 'sequence flow' },
  messageFlow: { zh: '消息流', en: 'message flow' },
  dataObject: { zh: '数据对象', en: 'data object' },
  dataObjectReference: { zh: '数据对象', en: 'data object' },
  dataStoreReference: { zh: '数据存储', en: 'data store' },
  textAnnotation: { zh: '注释', en: 'note' },
  group: { zh: '分组', en: 'group' },
  lane: { zh: '泳道', en: 'lane' },
};

/** Elements that BPMN does not know keep their own name. */
export function elementName(type: string): Localized {
  return names[type] ?? { zh: type, en: type };
}
