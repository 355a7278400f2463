import { describe, expect, it } from 'vitest';
import type { Command } from '../case/commands.ts';
import type { CaseState, Visit } from '../case/state.ts';
import type { Definition } from '../definition/kinds.ts';
import type { Rule } from '../definition/ruleset.ts';
import type { Step } from '../steps/registry.ts';
import { auditCase, auditLogCase, auditVisit } from './audit.ts';
import { compileFlow } from './compile.ts';
import { end, flowOf, start, task, weekdays } from './flows.fixture.ts';
import { runCommand, type RuleHit } from './run.ts';

const name = { zh: '名', en: 'name' };

const calendar = weekdays();

/** A rule that holds for every record. */
function rule(id: string, more: Partial<Rule>): Rule {
  return {
    id,
    key: id,
    name,
    stage: 'during',
    record: 'case',
    theme: name,
    severity: 'R3',
    conditions: { fact: 'case_id', operator: 'notEqual', value: 'none' },
    event: { type: 'finding' },
    message: name,
    rectification: name,
    ...more,
  };
}

const rules: Definition = {
  kind: 'ruleset',
  id: 'rules',
  name,
  rules: [
    rule('whole_before', { stage: 'before' }),
    rule('step_before', { stage: 'before', record: 'step' }),
    rule('whole_during', {}),
    rule('step_during', { record: 'step' }),
    rule('whole_after', { stage: 'after' }),
    rule('step_after', { stage: 'after', record: 'step' }),
    rule('over', { stage: 'after', valid_to: '2026-03-01' }),
    rule('log_whole', { stage: 'after', flows: ['log'] }),
    rule('log_step', { stage: 'after', record: 'step', flows: ['log'] }),
    rule('log_over', { stage: 'after', flows: ['log'], valid_to: '2026-03-01' }),
  ],
};

const audits = {
  before: ['whole_before', 'step_before'],
  during: ['whole_during', 'step_during'],
};
const work = { ...task('e'), audits } as Step;
const definition = {
  ...flowOf({ s: start('a'), a: work, e: end() }),
  audits: { after: ['whole_after', 'step_after', 'over', 'log_whole'] },
};
const flow = compileFlow(definition, { definitions: [calendar, rules] });
const at = '2026-03-02T01:00:00.000Z';

const visit: Visit = {
  seq: 1,
  step: 'a',
  status: 'done',
  arrivedAt: at,
  submittedAt: at,
  handler: 'li',
  limits: [],
  pauses: [],
};

function caseOf(id: string): CaseState {
  return {
    id: 'c1',
    flow: { id, hash: '' },
    unit: 'top',
    openedBy: 'li',
    openedAt: at,
    status: 'ended',
    outcome: 'completed',
    endedAt: at,
    version: 1,
    value: 'e',
    data: {},
    visits: [visit, { ...visit, seq: 2 }, { ...visit, seq: 3, status: 'withdrawn' }],
    limits: [],
  };
}

const found = (hits: { rule: string; seq?: number }[]) =>
  hits.map(({ rule: id, seq }) => (seq === undefined ? id : `${id} ${seq}`));

/** What the rules asked by these commands found. */
async function hitsOf(commands: Command[]): Promise<RuleHit[]> {
  let state: CaseState | null = null;
  const hits: RuleHit[] = [];
  for (const command of commands) {
    const ran = await runCommand(flow, state, command);
    if (ran.kind === 'refused') throw new Error(JSON.stringify(ran.problems));
    ({ state } = ran);
    hits.push(...ran.hits);
  }
  return hits;
}

describe('what a rule about the case as a whole finds', () => {
  it('is found of the case, at whichever step it is asked', async () => {
    expect(found(await auditVisit(flow, caseOf('toy'), 2, at))).toEqual([
      'whole_during',
      'step_during 2',
    ]);
  });

  it('before a step is completed as well', async () => {
    const by = { at, actor: 'li' };
    const hits = await hitsOf([
      { ...by, type: 'open', caseId: 'c', unit: 'u', data: {} },
      { ...by, type: 'claim', seq: 2 },
      { ...by, type: 'complete', seq: 2, data: {} },
    ]);
    expect(found(hits)).toEqual(['whole_before', 'step_before 2']);
  });

  it('is asked once when the case has ended, rules about steps of everybody’s work', async () => {
    expect(found(await auditCase(flow, caseOf('toy'), at))).toEqual([
      'whole_after',
      'step_after 1',
      'step_after 2',
    ]);
  });
});

describe('a case of an imported log', () => {
  it('is asked what rules in force say about that log, of every activity', async () => {
    expect(found(await auditLogCase(flow, caseOf('log'), at))).toEqual([
      'log_whole',
      'log_step 1',
      'log_step 2',
      'log_step 3',
    ]);
    expect(await auditLogCase(flow, caseOf('other'), at)).toEqual([]);
  });
});
