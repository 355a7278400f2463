/** Facts that a finding has, besides those of the case and the visit it is about. */
import { severities, stages, type Severity, type Stage } from '../definition/ruleset.ts';
import {
  option,
  type BuiltinFact,
  type FindingRecord,
  type Reading,
  type Subject,
} from './fact-rows.ts';

const record = 'finding' as const;

const stageNames: Record<Stage, [string, string]> = {
  before: ['事前', 'Before'],
  during: ['过程', 'During'],
  after: ['结果', 'After'],
};
const severityNames: Record<Severity, [string, string]> = {
  R1: ['重大', 'Critical'],
  R2: ['较大', 'Major'],
  R3: ['一般', 'Minor'],
  R4: ['提示', 'Hint'],
};

export const findingFacts = {
  finding_ref: {
    record,
    name: { zh: '问题编号', en: 'Finding number' },
    type: 'string',
    read: of((finding) => finding.id),
  },
  finding_rule: {
    record,
    name: { zh: '稽查规则', en: 'Audit rule' },
    type: 'string',
    read: of((finding) => finding.rule),
  },
  finding_stage: {
    record,
    name: { zh: '稽查阶段', en: 'Audit stage' },
    type: 'enum',
    options: stages.map((id) => option(id, ...stageNames[id])),
    read: of((finding) => finding.stage),
  },
  finding_severity: {
    record,
    name: { zh: '风险等级', en: 'Severity' },
    type: 'enum',
    options: severities.map((id) => option(id, ...severityNames[id])),
    read: of((finding) => finding.severity),
  },
  finding_status: {
    record,
    name: { zh: '问题状态', en: 'Status of the finding' },
    type: 'enum',
    options: [
      option('open', '待核实', 'Open'),
      option('confirmed', '查实', 'Confirmed'),
      option('false_positive', '误报', 'False positive'),
      option('rectified', '已整改', 'Rectified'),
      option('closed', '已闭环', 'Closed'),
    ],
    read: of((finding) => finding.status),
  },
  found_at: {
    record,
    name: { zh: '发现时间', en: 'Found at' },
    type: 'datetime',
    read: of((finding) => finding.foundAt),
  },
  finding_handler: {
    record,
    name: { zh: '被查人', en: 'Person concerned' },
    type: 'string',
    nullable: true,
    read: of((finding) => finding.handler ?? null),
  },
  verified_at: {
    record,
    name: { zh: '核实时间', en: 'Verified at' },
    type: 'datetime',
    nullable: true,
    read: of((finding) => finding.verifiedAt ?? null),
  },
  finding_closed_at: {
    record,
    name: { zh: '闭环时间', en: 'Closed at' },
    type: 'datetime',
    nullable: true,
    read: of((finding) => finding.closedAt ?? null),
  },
} satisfies Record<string, BuiltinFact>;

function of(read: (finding: FindingRecord) => Reading) {
  return ({ finding }: Subject): Reading => (finding === undefined ? undefined : read(finding));
}
