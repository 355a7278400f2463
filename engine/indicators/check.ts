/** What the schemas of indicators and scorecards cannot say: names that exist, figures that make sense. */
import { declarationOf, recordOf, recordsOf } from '../case/builtin-facts.ts';
import type { FactDictionary } from '../case/forms.ts';
import type { Fact } from '../definition/facts.ts';
import type { IndicatorDefinition, ScorecardDefinition } from '../definition/indicator.ts';
import { all, find, type Pack } from '../definition/pack.ts';
import { isBuiltinRecord } from '../definition/ruleset.ts';
import { problem, type Problem, type ProblemCode } from '../problem.ts';
import { factsAbout } from '../records/facts-about.ts';
import { recordTermsOf } from '../records/kinds.ts';
import { checkCondition } from '../rules/check.ts';
import { compare, rational, round, sum } from './decimal.ts';
import { measureNamed } from './measures.ts';

export function checkIndicator(indicator: IndicatorDefinition, pack: Pack): Problem[] {
  const { record, flows, where, period_by } = indicator.over;
  const { measure } = indicator;
  const isImported = recordTermsOf(pack).kinds.has(record);
  if (!isImported && !isBuiltinRecord(record)) {
    return [problem('unknown_reference', { what: RECORD, id: record }, '/over/record')];
  }
  const within = { facts: factsAbout(record, pack), record };
  return [
    ...checkMeasure(measure),
    ...(isImported && flows !== undefined
      ? [problem('records_of_no_flow', { record }, '/over/flows')]
      : []),
    ...(where === undefined ? [] : checkCondition(where, within, '/over/where')),
    ...(measure.of === undefined ? [] : checkCondition(measure.of, within, '/measure/of')),
    ...checkFact(period_by, DATES, 'fact_not_a_date', within, '/over/period_by'),
    ...(measure.fact === undefined
      ? []
      : checkFact(measure.fact, NUMBERS, 'fact_not_a_number', within, '/measure/fact')),
    ...checkLadder(indicator),
  ];
}

export function checkScorecard(scorecard: ScorecardDefinition, pack: Pack): Problem[] {
  const weights = sum(scorecard.items.map(({ weight }) => weight));
  const problems: Problem[] = [];
  if (compare(weights, rational(100)) !== 0) {
    problems.push(problem('weights_not_100', { sum: round(weights, 6) }, '/items'));
  }
  const units = all(pack, 'organisation').flatMap((org) => org.units);
  const { unit } = scorecard;
  if (unit !== undefined && !units.some(({ id }) => id === unit)) {
    problems.push(problem('unknown_reference', { what: UNIT, id: unit }, '/unit'));
  }
  return [...problems, ...checkItems(scorecard, pack), ...checkBands(scorecard)];
}

interface Within {
  facts: FactDictionary;
  record: string;
}

const UNIT = { zh: '单位', en: 'unit' };
const MEASURE = { zh: '统计方式', en: 'measure' };
const RECORD = { zh: '记录', en: 'record' };
const INDICATOR = { zh: '指标', en: 'indicator' };

const NUMBERS: readonly Fact['type'][] = ['number', 'integer'];
const DATES: readonly Fact['type'][] = ['date', 'datetime'];

function checkMeasure({ measure: name, ...fields }: IndicatorDefinition['measure']): Problem[] {
  const measure = measureNamed(name);
  if (measure === undefined) {
    return [problem('unknown_reference', { what: MEASURE, id: name }, '/measure/measure')];
  }
  const may = new Set<string>([...measure.needs, ...(measure.takes ?? [])]);
  const lacking = measure.needs.filter((field) => fields[field] === undefined);
  const extra = Object.keys(fields).filter((field) => !may.has(field));
  return [
    ...lacking.map((field) => problem('measure_needs', { measure: name, field }, '/measure')),
    ...extra.map((field) =>
      problem('measure_takes_no', { measure: name, field }, `/measure/${field}`),
    ),
  ];
}

/** The fact is declared, the record has it, and it is of one of the types. */
function checkFact(
  fact: string,
  types: readonly Fact['type'][],
  code: ProblemCode,
  { facts, record }: Within,
  at: string,
): Problem[] {
  const declared = declarationOf(fact, facts);
  const owner = declared?.of === undefined ? recordOf(fact) : undefined;
  if (declared === undefined || (owner !== undefined && !recordsOf(record).includes(owner))) {
    return [problem('unknown_fact', { fact }, at)];
  }
  return types.includes(declared.type) ? [] : [problem(code, { fact, type: declared.type }, at)];
}

function checkLadder({ direction, ladder, target }: IndicatorDefinition): Problem[] {
  if (ladder.form === 'none') return [];
  const problems: Problem[] = [];
  if (ladder.floor > ladder.cap) problems.push(problem('floor_above_cap', {}, '/ladder/floor'));
  if (direction === 'info' || target === undefined) {
    return [...problems, problem('ladder_without_target', {}, '/ladder')];
  }
  if (ladder.form === 'linear' && target.value <= 0) {
    problems.push(problem('target_not_positive', {}, '/target/value'));
  }
  return problems;
}

function checkItems({ items }: ScorecardDefinition, pack: Pack): Problem[] {
  const seen = new Set<string>();
  return items.flatMap(({ indicator: id }, index): Problem[] => {
    const at = `/items/${index}/indicator`;
    if (seen.has(id)) return [problem('duplicate_id', { id }, at)];
    seen.add(id);
    const indicator = find(pack, 'indicator', id);
    if (indicator === undefined) return [problem('unknown_reference', { what: INDICATOR, id }, at)];
    const scored = indicator.ladder.form !== 'none';
    return scored ? [] : [problem('weight_never_scored', { indicator: id }, at)];
  });
}

function checkBands({ pay: { bands } }: ScorecardDefinition): Problem[] {
  const wrong = bands.findIndex((band, index) => band.from >= (bands[index - 1]?.from ?? Infinity));
  return wrong === -1 ? [] : [problem('bands_not_descending', {}, `/pay/bands/${wrong}/from`)];
}
