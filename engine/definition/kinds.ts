/** Every kind of definition, once: its schema, its folder in a pack, its name. */
import { z } from 'zod';
import { CalendarDefinition } from './calendar.ts';
import { ConnectorDefinition } from './connector.ts';
import { DerivedDefinition } from './derived.ts';
import { ExamplesDefinition } from './examples.ts';
import { FactsDefinition } from './facts.ts';
import { FlowDefinition, LayoutDefinition } from './flow.ts';
import { IndicatorDefinition, ScorecardDefinition } from './indicator.ts';
import { OrganisationDefinition } from './organisation.ts';
import { RecordDefinition } from './record.ts';
import { RetentionDefinition } from './retention.ts';
import { RulesetDefinition } from './ruleset.ts';
import { TableDefinition } from './table.ts';

export const definitionKinds = {
  flow: { schema: FlowDefinition, name: { zh: '流程', en: 'Flow' } },
  ruleset: { schema: RulesetDefinition, name: { zh: '规则集', en: 'Rule set' } },
  table: { schema: TableDefinition, name: { zh: '决策表', en: 'Decision table' } },
  facts: { schema: FactsDefinition, name: { zh: '数据项', en: 'Facts' } },
  record: { schema: RecordDefinition, name: { zh: '记录', en: 'Record' } },
  derived: { schema: DerivedDefinition, name: { zh: '派生数据项', en: 'Derived facts' } },
  calendar: { schema: CalendarDefinition, name: { zh: '日历', en: 'Calendar' } },
  organisation: { schema: OrganisationDefinition, name: { zh: '组织', en: 'Organisation' } },
  indicator: { schema: IndicatorDefinition, name: { zh: '指标', en: 'Indicator' } },
  scorecard: { schema: ScorecardDefinition, name: { zh: '绩效卡', en: 'Scorecard' } },
  connector: { schema: ConnectorDefinition, name: { zh: '连接器', en: 'Connector' } },
  retention: { schema: RetentionDefinition, name: { zh: '保存期限', en: 'Retention' } },
  layout: { schema: LayoutDefinition, name: { zh: '布局', en: 'Layout' } },
  examples: { schema: ExamplesDefinition, name: { zh: '示例', en: 'Examples' } },
} as const;

export const Definition = z.discriminatedUnion('kind', [
  FlowDefinition,
  RulesetDefinition,
  TableDefinition,
  FactsDefinition,
  RecordDefinition,
  DerivedDefinition,
  CalendarDefinition,
  OrganisationDefinition,
  IndicatorDefinition,
  ScorecardDefinition,
  ConnectorDefinition,
  RetentionDefinition,
  LayoutDefinition,
  ExamplesDefinition,
]);

export type DefinitionKind = keyof typeof definitionKinds;
export type Definition = z.infer<typeof Definition>;
export type DefinitionOf<K extends DefinitionKind> = Extract<Definition, { kind: K }>;
