/** What is edited as an indicator or a scorecard: it, and the examples that say what it means. */
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type {
  IndicatorDefinition,
  ScorecardDefinition,
} from '@flowmeter/engine/definition/indicator.ts';
import { measureNamed } from '@flowmeter/engine/indicators/measures.ts';

interface WithExamples {
  /** Null until there is one. */
  examples: ExamplesDefinition | null;
}

export interface IndicatorDocument extends WithExamples {
  indicator: IndicatorDefinition;
}

export interface CardDocument extends WithExamples {
  card: ScorecardDefinition;
}

type Basis = ScorecardDefinition['pay']['basis'];

/** Until somebody names the document that it comes from. */
export const typicalBasis: Basis = {
  kind: 'typical',
  source: {
    zh: '典型值（T），按本单位绩效办法配置',
    en: 'Typical (T); set by your own appraisal rules',
  },
};

/** Every case that has ended, counted in the period of its end, for information. */
export const blankIndicator: Omit<IndicatorDefinition, 'id' | 'name' | 'key'> = {
  kind: 'indicator',
  unit: '',
  direction: 'info',
  over: { record: 'case', period_by: 'finished_at' },
  measure: { measure: 'count' },
  decimals: 0,
  min_n: 0,
  ladder: { form: 'none' },
};

export const blankCard: Omit<ScorecardDefinition, 'id' | 'name'> = {
  kind: 'scorecard',
  level: 'department',
  period: 'month',
  items: [],
  pay: { basis: typicalBasis, bands: [{ from: 0, coefficient: 1, grade: 'A' }] },
};

type Measure = IndicatorDefinition['measure'];
type Ladder = IndicatorDefinition['ladder'];

/** Another measure, with what it takes of what was said; `p` begins in the middle. */
export function withMeasure(before: Measure, name: string): Measure {
  const measure = measureNamed(name);
  const takes = new Set<string>([...(measure?.needs ?? []), ...(measure?.takes ?? [])]);
  return {
    measure: name,
    ...(takes.has('of') && before.of !== undefined ? { of: before.of } : {}),
    ...(takes.has('fact') && before.fact !== undefined ? { fact: before.fact } : {}),
    ...(takes.has('p') ? { p: before.p ?? 50 } : {}),
  };
}

/** Another way of scoring; lowest and highest marks stay. */
export function withForm(before: Ladder, form: Ladder['form']): Ladder {
  if (form === before.form) return before;
  if (form === 'none') return { form };
  const { floor, cap } = before.form === 'none' ? { floor: 0, cap: 100 } : before;
  return form === 'linear' ? { form, floor, cap } : { form, per: 1, points: 1, floor, cap };
}
