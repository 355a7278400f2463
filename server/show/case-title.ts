/** What a case is called to somebody: a title that tells of a person is shown in part to who does not work it. */
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { masked } from '@flowmeter/engine/rules/personal.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { selvesOf } from '../use-cases/task-access.ts';
import { worksOn } from './case-personal.ts';
import { hidingFor } from './finding-personal.ts';

interface Titled {
  id: string | null;
  title: string;
}

type Asking = Pick<Deps, 'inForce' | 'store' | 'clock'>;

/** `flow`: the case's, where it is at hand. */
export async function titleFor(
  deps: Asking,
  actor: Actor,
  { id, title }: Titled,
  flow?: CompiledFlow,
): Promise<string> {
  if (id === null || title === id || title === '') return title;
  if (flow !== undefined && !tells(flow)) return title;
  const state = await deps.store.cases.state(id);
  if (state === undefined) return title;
  const own = await deps.inForce.version(state.flow.hash);
  if (own === undefined || isTheirs(deps, actor, state, own)) return title;
  return isPersonalTitle(own) ? masked(title) : ofFinding(deps, actor, state, title);
}

/** Rows with the titles that this person may see, by the names that their case and its title have there. */
export function titledFor<C extends string, T extends string>(
  deps: Asking,
  actor: Actor,
  [id, title]: readonly [C, T],
) {
  return async <R extends Record<C, string | null> & Record<T, string | null>>(
    row: R,
    flow?: CompiledFlow,
  ): Promise<R> => {
    const shown = await titleFor(deps, actor, { id: row[id], title: row[title] ?? '' }, flow);
    return shown === (row[title] ?? '') ? row : { ...row, [title]: shown };
  };
}

/** Also of those absent for whom they stand in. */
function isTheirs({ inForce, clock }: Asking, actor: Actor, state: CaseState, flow: CompiledFlow) {
  const selves = selvesOf(inForce, actor, instantOf(clock));
  return selves.some((self) => worksOn(inForce, self, state, flow));
}

/** May the titles of its cases tell of a person? */
function tells(flow: CompiledFlow): boolean {
  return isPersonalTitle(flow) || flow.flow.title_fact === MESSAGE;
}

function isPersonalTitle({ flow, facts }: CompiledFlow): boolean {
  return flow.title_fact !== undefined && facts[flow.title_fact]?.personal === true;
}

/** What a case that was opened for a finding is told of it (raise-findings.ts). */
const [FINDING, MESSAGE] = ['finding_id', 'finding_message'];

/** The words of a finding hide what they hide where it is read itself. */
async function ofFinding(
  deps: Asking,
  actor: Actor,
  { data }: CaseState,
  title: string,
): Promise<string> {
  const id = data[FINDING];
  if (typeof id !== 'string') return title;
  const row = await deps.store.findings.byId(id);
  if (row === undefined) return title;
  const flow = await deps.inForce.version(row.flow_hash);
  const hiding = await hidingFor(deps, actor, row, flow);
  return hiding.text(title);
}
