/** The things that a field may name. */
import { compensates } from '@flowmeter/engine/flow/structure.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { Namesake } from '@flowmeter/engine/steps/field-spec.ts';
import { kindOf, type Step } from '@flowmeter/engine/steps/registry.ts';
import type { Around, Named } from '../around.ts';
import { type Panel, usePanel } from '../panel.ts';

/** Those of a sort; `steps` are the ones that are edited. */
export function useNamed(): (what: Namesake, steps: readonly string[]) => readonly Named[] {
  const panel = usePanel();
  return (what, steps) => namesakes[what](panel, steps);
}

type Names = (panel: Panel, steps: readonly string[]) => readonly Named[];

/** One row a sort of thing that has a name. */
const namesakes: Record<Namesake, Names> = {
  post: around('posts'),
  unit: around('units'),
  roster: around('rosters'),
  calendar: around('calendars'),
  connector: around('connectors'),
  flow: around('flows'),
  route: ({ document }, [step = '']) =>
    (document.flow.steps[step]?.routes ?? []).map(
      ({ id, name }: { id: string; name?: Localized | undefined }) => {
        return { id, name: name ?? { zh: id, en: id } };
      },
    ),
  step: stepsThat(() => true),
  work: stepsThat((step) => kindOf(step).arrival === 'task'),
  undoing: stepsThat((step) => compensates(step)),
  unfinished: ({ document }) => document.flow.outcomes.filter(({ unfinished }) => unfinished),
};

function around(
  what: keyof Pick<Around, 'posts' | 'units' | 'rosters' | 'calendars' | 'connectors' | 'flows'>,
): Names {
  return (panel) => panel.around[what];
}

function stepsThat(fits: (step: Step) => boolean): Names {
  return ({ document }) =>
    Object.entries(document.flow.steps).flatMap(([id, step]) =>
      fits(step) ? [{ id, name: step.name }] : [],
    );
}
