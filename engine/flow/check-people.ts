/** Does every task say fully who gets it, and can what several people sign be decided? */
import type { Assignment, Signing } from '../definition/handling.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { OrganisationDefinition } from '../definition/organisation.ts';
import { all, type Pack } from '../definition/pack.ts';
import { problem, warning, type Localized, type Problem } from '../problem.ts';
import type { StepOf } from '../steps/registry.ts';
import { taskOf } from './structure.ts';
import { unknown } from './unknown.ts';
import { postsEver } from '../definition/terms.ts';

export function checkPeople(flow: FlowDefinition, pack: Pack): Problem[] {
  const [org] = all(pack, 'organisation');
  return Object.entries(flow.steps).flatMap(([id, step]) => {
    const task = taskOf(step);
    if (task === undefined) return [];
    const place = `/steps/${id}`;
    return [
      ...checkAssignment(flow, org, task, `${place}/assign`),
      ...(task.sign === undefined ? [] : checkSigning(org, task, task.sign, place)),
    ];
  });
}

type Detail = 'of' | 'step' | 'roster';

const details: Record<Detail, { by: NonNullable<Assignment['by']>; name: Localized }> = {
  of: { by: 'unit', name: { zh: '单位', en: 'unit' } },
  step: { by: 'previous', name: { zh: '环节', en: 'step' } },
  roster: { by: 'roster', name: { zh: '值班表', en: 'roster' } },
};

/** Each way of assigning has the one detail that it needs, and that exists. */
function checkAssignment(
  flow: FlowDefinition,
  org: OrganisationDefinition | undefined,
  task: StepOf<'task'>,
  place: string,
): Problem[] {
  const { assign } = task;
  if (assign === undefined) return [];
  const found: Problem[] = [];
  for (const [field, { by, name }] of Object.entries(details) as [
    Detail,
    (typeof details)['of'],
  ][]) {
    const isGiven = assign[field] !== undefined;
    const words = { name: task.name, field: name };
    if (assign.by === by && !isGiven) found.push(problem('assignment_incomplete', words, place));
    if (assign.by !== by && isGiven) {
      found.push(problem('assignment_needless', words, `${place}/${field}`));
    }
  }
  const units = org?.units.map(({ id }) => id) ?? [];
  const rosters = org?.rosters?.map(({ id }) => id) ?? [];
  const tasks = Object.keys(flow.steps).filter((id) => taskOf(flow.steps[id]) !== undefined);
  return [
    ...found,
    ...among(units, 'unit', assign.of, `${place}/of`),
    ...among(rosters, 'roster', assign.roster, `${place}/roster`),
    ...among(tasks, 'step', assign.step, `${place}/step`),
  ];
}

function among(
  known: readonly string[],
  what: 'unit' | 'roster' | 'step',
  id: string | undefined,
  place: string,
): Problem[] {
  return id === undefined || known.includes(id) ? [] : [unknown(what, id, place)];
}

function checkSigning(
  org: OrganisationDefinition | undefined,
  task: StepOf<'task'>,
  sign: Signing,
  place: string,
): Problem[] {
  const { name } = task;
  const found: Problem[] = [];
  const passing = task.routes.filter(({ result = 'pass' }) => result === 'pass').length;
  if (passing !== 1 || task.routes.length !== 2) {
    found.push(problem('sign_routes', { name }, `${place}/routes`));
  }
  const isVote = sign.mode === 'vote';
  const isWeighed = sign.threshold !== undefined || sign.weights !== undefined;
  if (isVote ? sign.threshold === undefined : isWeighed) {
    found.push(problem('sign_threshold', { name }, `${place}/sign`));
  }
  const { by = 'post' } = task.assign ?? {};
  if (by !== 'post' && by !== 'unit') {
    found.push(problem('sign_assignment', { name }, `${place}/assign/by`));
  }
  task.form.forEach((field, index) => {
    if (field.readonly) return;
    found.push(problem('sign_form', { name, fact: field.fact }, `${place}/form/${index}`));
  });
  return [...found, ...checkSigners(org, task, sign, `${place}/sign`)];
}

function checkSigners(
  org: OrganisationDefinition | undefined,
  task: StepOf<'task'>,
  { signers, weights = {} }: Signing,
  place: string,
): Problem[] {
  const own = task.assign?.post;
  const posts = typeof signers === 'number' ? Array.from({ length: signers }, () => own) : signers;
  const known = org?.posts.map(({ id }) => id) ?? [];
  const named = typeof signers === 'number' ? [] : signers;
  const counts = Object.entries(Object.groupBy(posts, (post) => post ?? ''));
  return [
    ...named.flatMap((post, index) =>
      known.includes(post) ? [] : [unknown('post', post, `${place}/signers/${index}`)],
    ),
    ...Object.keys(weights)
      .filter((post) => !posts.includes(post))
      .map((post) => unknown('post', post, `${place}/weights/${post}`)),
    ...counts.flatMap(([post, needed]) =>
      tooFew(org, task, { post, needed: needed?.length ?? 0 }, `${place}/signers`),
    ),
  ];
}

/** One person signs once: there must be as many people as signatures. */
function tooFew(
  org: OrganisationDefinition | undefined,
  { name }: StepOf<'task'>,
  { post, needed }: { post: string; needed: number },
  place: string,
): Problem[] {
  const known = org?.posts.find(({ id }) => id === post);
  const held = org?.people.filter((one) => postsEver(one).includes(post)).length ?? 0;
  if (known === undefined || held >= needed) return [];
  return [warning('too_few_signers', { name, post: known.name, needed, held }, place)];
}
