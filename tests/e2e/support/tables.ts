/** Decision tables to be edited: one with an overlap and a gap, and a large one. */
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';

const said = (zh: string, en: string) => ({ zh, en });

const outputs: TableDefinition['outputs'] = [
  { id: 'voltage', name: said('供电电压', 'Voltage'), type: 'number', unit: 'kV' },
  { id: 'days', name: said('答复天数', 'Days to reply'), type: 'integer', unit: 'wd' },
];

const area = {
  id: 'area',
  name: said('地区', 'Area'),
  type: 'enum' as const,
  options: [
    { value: 'urban', name: said('市区', 'Urban') },
    { value: 'rural', name: said('农村', 'Rural') },
  ],
};

/** Rows 3 and 4 match together, and small customers with two sources have no row. */
export function voltageTable(): TableDefinition {
  return {
    kind: 'table',
    id: 'plan_voltage',
    name: said('供电方案电压选择', 'Voltage of the supply plan'),
    hit: 'U',
    inputs: [
      {
        id: 'capacity',
        name: said('用电容量', 'Capacity'),
        type: 'number',
        unit: 'kVA',
        min: 0,
        max: 100000,
      },
      area,
      { id: 'two_sources', name: said('双电源', 'Two sources'), type: 'boolean' },
    ],
    outputs,
    rows: [
      { when: [[{ below: 100 }], [], [false]], then: [0.38, 5] },
      { when: [[{ from: 100, below: 8000 }], ['urban'], []], then: [10, 10] },
      { when: [[{ from: 100, below: 6000 }], ['rural'], []], then: [10, 11] },
      { when: [[{ from: 5000 }], ['rural'], []], then: [35, 20] },
      { when: [[{ from: 8000 }], ['urban'], []], then: [35, 21] },
    ],
  };
}

export function largeTable(count: number): TableDefinition {
  const capacity = voltageTable().inputs.slice(0, 1);
  return {
    ...voltageTable(),
    id: 'large_table',
    inputs: [...capacity, area],
    rows: Array.from({ length: count }, (_, index) => ({
      when: [[{ from: index * 100, below: index * 100 + 100 }], []],
      then: [10, index % 30],
    })),
  };
}

/** What a spreadsheet is pasted into: figures, options, days, yes and no; a figure and words come of it. */
export function replyTable(): TableDefinition {
  const [capacity] = voltageTable().inputs;
  return {
    kind: 'table',
    id: 'reply_table',
    name: said('答复口径', 'What is replied'),
    hit: 'F',
    inputs: [
      ...(capacity === undefined ? [] : [capacity]),
      area,
      { id: 'accepted', name: said('受理日期', 'Accepted on'), type: 'date' },
      { id: 'two_sources', name: said('双电源', 'Two sources'), type: 'boolean' },
    ],
    outputs: [
      { id: 'days', name: said('答复天数', 'Days to reply'), type: 'integer', unit: 'wd' },
      { id: 'reply', name: said('答复意见', 'Reply'), type: 'text', nullable: true },
    ],
    rows: [{ when: [[{ below: 100 }], [], [], []], then: [5, '低压'] }],
  };
}
