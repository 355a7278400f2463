/** How people share a task, as the API says it. */
import type { z } from 'zod';
import { delegationOf, type SignPart } from '@flowmeter/engine/case/people-state.ts';
import { absentHolder, absentPeer } from '@flowmeter/engine/flow/people-standing.ts';
import { taskOf } from '@flowmeter/engine/flow/structure.ts';
import type { Signing } from '@flowmeter/engine/definition/handling.ts';
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import type { Actor } from '../app-env.ts';
import type { InForce } from '../in-force.ts';
import { named, namesOf, type Names } from '../names.ts';
import type { CaseListRow } from '../store/case-list.ts';
import type { NoticeRow } from '../store/notice-rows.ts';
import type { AskedTask } from '../use-cases/task-access.ts';
import type { CandidateView, CopyView, SharingView, SignPartView } from '../views/sharing.ts';

type Sharing = z.infer<typeof SharingView>;

export function sharingView(inForce: InForce, actor: Actor, asked: AskedTask): Sharing {
  const { visit, flow } = asked;
  const names = namesOf(inForce);
  const { signs = [], urges = [], copies = [] } = visit;
  const standing = { ...asked, actor: actor.id };
  const absent = absentHolder(standing) ?? absentPeer(standing, visit.post);
  return {
    signing: signingOf(taskOf(flow.flow.steps[visit.step])?.sign),
    signs: signs.map((part) => signPartView(names, part)),
    ...delegationsOf(names, visit),
    decision: decisionOf(names, asked),
    urges: urges.map(({ by, ...one }) => ({ by: names.person(by), ...one })),
    copies: copies.map((one) => {
      return { to: names.person(one.to), by: names.person(one.by), at: one.at };
    }),
    in_place_of: absent === undefined ? null : names.person(absent),
  };
}

function signingOf(sign: Signing | undefined): Sharing['signing'] {
  if (sign === undefined) return null;
  const { mode, threshold = null, on_reject = 'at_once' } = sign;
  return { mode, threshold, on_reject };
}

function delegationsOf(
  names: Names,
  visit: AskedTask['visit'],
): Pick<Sharing, 'delegation' | 'returned'> {
  const lent = delegationOf(visit);
  const { delegations = [] } = visit;
  return {
    delegation: lent
      ? { by: names.person(lent.by), to: names.person(lent.to), at: lent.at, reason: lent.reason }
      : null,
    returned: delegations.flatMap(({ to, backAt, comment }) =>
      backAt === undefined || comment === undefined
        ? []
        : [{ by: names.person(to), at: backAt, comment }],
    ),
  };
}

function decisionOf(names: Names, { visit, flow }: AskedTask): Sharing['decision'] {
  const { decision, step } = visit;
  if (decision === undefined) return null;
  const { by, comment = null } = decision;
  const route = flow.flow.steps[step]?.routes.find((one) => one.id === decision.route);
  return { by: names.person(by), route: named(decision.route, route?.name).name, comment };
}

export function signPartView(names: Names, part: SignPart): z.infer<typeof SignPartView> {
  const { person, post, by, onBehalfOf, added } = part;
  const who = (id: string | undefined) => (id === undefined ? null : names.person(id));
  return {
    part: part.part,
    post: post === undefined || person !== undefined ? null : names.post(post),
    person: who(person),
    weight: part.weight,
    status: part.status,
    verdict: part.verdict ?? null,
    by: who(by),
    on_behalf_of: who(onBehalfOf),
    at: part.at ?? null,
    comment: part.comment ?? null,
    added: added ? { ...added, by: names.person(added.by) } : null,
  };
}

export function candidateView(
  inForce: InForce,
  { id, name, unit, posts }: Person,
): z.infer<typeof CandidateView> {
  const names = namesOf(inForce);
  return { id, name, unit: names.unit(unit), posts: posts.map((post) => names.post(post)) };
}

export function copyView(
  inForce: InForce,
  copy: NoticeRow,
  row: CaseListRow,
  flow: CompiledFlow | undefined,
): z.infer<typeof CopyView> {
  const names = namesOf(inForce);
  return {
    case_id: copy.case_id,
    title: row.title,
    flow: named(row.flow_id, flow?.flow.name),
    step: names.step(flow?.flow, copy.step),
    by: names.person(copy.by),
    at: copy.at,
    note: copy.note,
    status: row.status,
  };
}
