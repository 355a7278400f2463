/** Every edit of an indicator, once. An edit names its command and is plain data. */
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { isBuiltinRecord } from '@flowmeter/engine/definition/ruleset.ts';
import { type Localized, ok, type Result } from '@flowmeter/engine/problem.ts';
import { assign, type Path } from '../assign.ts';
import { addExample, changeExample, removeExample } from '../rules/example-commands.ts';
import { carryOut, type CommandOn, type HistoryOf, type Touched } from '../undoing.ts';
import { type IndicatorDocument, typicalBasis, withForm, withMeasure } from './document.ts';

function defineCommand<A>(command: CommandOn<IndicatorDocument, A>) {
  return command;
}

/** Any property of the indicator. */
const change = defineCommand<{ path: Path; value: unknown }>({
  label: ({ path }) => {
    const field = fieldNames[path.join('.')] ?? fieldNames[String(path[0])];
    return { zh: `修改${field?.zh ?? '指标'}`, en: `Change the ${field?.en ?? 'indicator'}` };
  },
  run({ indicator }, { path, value }) {
    assign(indicator, path, value);
    return done();
  },
});

/**
 * What is counted. The period goes by the date of the new kind where it has one; imported records belong
 * to no flow. Conditions stay: what they ask for that the new kind has not is said as a problem.
 */
const changeRecord = defineCommand<{ record: string; date: string | undefined }>({
  label: () => ({ zh: '修改统计对象', en: 'Change the kind of record' }),
  run({ indicator }, { record, date }) {
    indicator.over.record = record;
    if (!isBuiltinRecord(record)) delete indicator.over.flows;
    if (date !== undefined) indicator.over.period_by = date;
    return done();
  },
});

const changeMeasure = defineCommand<{ measure: string }>({
  label: () => ({ zh: '修改算法', en: 'Change the measure' }),
  run({ indicator }, { measure }) {
    indicator.measure = withMeasure(plain(indicator.measure), measure);
    return done();
  },
});

/** What is scored needs something to be scored by: a target comes with it, to be set. */
const changeForm = defineCommand<{ form: IndicatorDefinition['ladder']['form'] }>({
  label: () => ({ zh: '修改计分方式', en: 'Change the way of scoring' }),
  run({ indicator }, { form }) {
    indicator.ladder = withForm(plain(indicator.ladder), form);
    if (form === 'none') return done();
    indicator.target ??= { value: 100, basis: typicalBasis };
    if (indicator.direction === 'info') indicator.direction = 'higher';
    return done();
  },
});

/** A figure for information has neither a target nor a score. */
const changeDirection = defineCommand<{ direction: IndicatorDefinition['direction'] }>({
  label: () => ({ zh: '修改方向', en: 'Change the direction' }),
  run({ indicator }, { direction }) {
    indicator.direction = direction;
    if (direction === 'info') indicator.ladder = { form: 'none' };
    return done();
  },
});

/** Takes the target away, or begins with one. */
const changeTarget = defineCommand<{ value: number | undefined }>({
  label: () => ({ zh: '修改目标值', en: 'Change the target' }),
  run({ indicator }, { value }) {
    if (value === undefined) delete indicator.target;
    else if (indicator.target === undefined) indicator.target = { value, basis: typicalBasis };
    else indicator.target.value = value;
    return done();
  },
});

const indicatorCommands = {
  change,
  changeRecord,
  changeMeasure,
  changeForm,
  changeDirection,
  changeTarget,
  addExample: defineCommand(addExample),
  changeExample: defineCommand(changeExample),
  removeExample: defineCommand(removeExample),
};

type Name = keyof typeof indicatorCommands;

export type IndicatorEdit = {
  [N in Name]: { do: N; args: Parameters<(typeof indicatorCommands)[N]['run']>[1] };
}[Name];

export function performOnIndicator(
  history: HistoryOf<IndicatorDocument>,
  edit: IndicatorEdit,
  burst?: string,
): Result<{ history: HistoryOf<IndicatorDocument>; touched: Touched }> {
  const command = indicatorCommands[edit.do] as CommandOn<IndicatorDocument, unknown>;
  return carryOut(history, command, edit.args, burst);
}

/** What staff call the fields of an indicator, for the words of undo. */
const fieldNames: Partial<Record<string, Localized>> = {
  name: { zh: '名称', en: 'name' },
  description: { zh: '说明', en: 'description' },
  key: { zh: '代号', en: 'key' },
  unit: { zh: '数值单位', en: 'unit' },
  decimals: { zh: '小数位数', en: 'decimal places' },
  min_n: { zh: '最少样本', en: 'fewest records' },
  over: { zh: '统计范围', en: 'records that are counted' },
  'over.record': { zh: '统计对象', en: 'kind of record' },
  'over.flows': { zh: '流程范围', en: 'flows' },
  'over.where': { zh: '统计范围', en: 'records that are counted' },
  'over.period_by': { zh: '归属周期', en: 'date of the period' },
  measure: { zh: '算法', en: 'measure' },
  'measure.of': { zh: '符合条件', en: 'condition that is fulfilled' },
  'measure.fact': { zh: '取值', en: 'value' },
  target: { zh: '目标', en: 'target' },
  ladder: { zh: '计分', en: 'scoring' },
};

function done(): Result<Touched> {
  return ok([]);
}

/** Drafts cannot be handed on; what they stand for can. */
function plain<T>(draft: T): T {
  return JSON.parse(JSON.stringify(draft)) as T;
}
