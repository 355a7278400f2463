/** Words to show for ids: people, units, posts, flows, steps. What is unknown is shown as its id. */
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { Wording } from '@flowmeter/engine/rules/words.ts';
import type { InForce } from './in-force.ts';

export interface Named {
  id: string;
  name: Localized;
}

export interface Names {
  person(id: string): Named;
  unit(id: string): Named;
  post(id: string): Named;
  flow(id: string): Named;
  /** A step of a flow; an activity of an imported log is its own name. */
  step(flow: FlowDefinition | undefined, id: string): Named;
  /** For words of conditions and findings about cases of a flow. */
  wording(flow: FlowDefinition | undefined): Wording;
}

/** Ids that the server itself gives. */
const ownWords: Partial<Record<string, Localized>> = {
  system: { zh: '系统', en: 'System' },
  /** Whom a limit is escalated to that goes to no post. */
  above: { zh: '上级主管', en: 'Supervisors above' },
  /** Who acted in an imported log that does not say, and how its cases end. */
  import: { zh: '日志导入', en: 'Log import' },
  imported: { zh: '已导入', en: 'Imported' },
};

export function namesOf(inForce: InForce): Names {
  const org = inForce.organisation();
  const names: Names = {
    person: (id) => named(id, inForce.person(id)?.name),
    unit: (id) => named(id, org?.units.find((unit) => unit.id === id)?.name),
    post: (id) => named(id, org?.posts.find((post) => post.id === id)?.name),
    flow: (id) => named(id, inForce.active('flow', id)?.definition.name),
    step: (flow, id) => named(id, stepOf(flow, id)?.name),
    wording: (flow) => ({
      zone: zoneOf(inForce),
      nameOf: (fact, id) => factNames[fact]?.(names, flow, id).name,
    }),
  };
  return names;
}

/** The zone in which days begin for those who read figures: that of the pack's first calendar. */
export function zoneOf(inForce: InForce): string {
  return all(inForce.pack(), 'calendar')[0]?.zone ?? 'UTC';
}

type Namer = (names: Names, flow: FlowDefinition | undefined, id: string) => Named;

/** Built-in facts that hold ids. */
const factNames: Partial<Record<string, Namer>> = {
  step_id: (names, flow, id) => names.step(flow, id),
  step_post: (names, _flow, id) => names.post(id),
  handler_id: (names, _flow, id) => names.person(id),
  opened_by: (names, _flow, id) => names.person(id),
  finding_handler: (names, _flow, id) => names.person(id),
  step_handler: (names, _flow, id) => names.person(id),
  unit_id: (names, _flow, id) => names.unit(id),
  flow_id: (names, _flow, id) => names.flow(id),
};

function stepOf(flow: FlowDefinition | undefined, id: string) {
  return flow !== undefined && Object.hasOwn(flow.steps, id) ? flow.steps[id] : undefined;
}

export function named(id: string, name: Localized | undefined): Named {
  return { id, name: name ?? ownWords[id] ?? { zh: id, en: id } };
}
