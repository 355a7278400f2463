/** Every edit of a scorecard, once. An edit names its command and is plain data. */
import { failed, type Localized, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { assign, type Path } from '../assign.ts';
import { addExample, changeExample, removeExample } from '../rules/example-commands.ts';
import { carryOut, type CommandOn, type HistoryOf, type Touched } from '../undoing.ts';
import type { CardDocument } from './document.ts';
import { balanceOf, sharedOut } from './weights.ts';

function defineCommand<A>(command: CommandOn<CardDocument, A>): CommandOn<CardDocument, A> {
  return command;
}

/** Any property of the card besides what it weighs and what it pays. */
const change = defineCommand<{ path: Path; value: unknown }>({
  label: ({ path }) => {
    const field = fieldNames[String(path[0])];
    return { zh: `修改${field?.zh ?? '绩效卡'}`, en: `Change the ${field?.en ?? 'scorecard'}` };
  },
  run({ card }, { path, value }) {
    assign(card, path, value);
    return done();
  },
});

/** One indicator more; it weighs what is missing, else the smallest part. */
const addItem = defineCommand<{ indicator: string }>({
  label: () => ({ zh: '添加指标', en: 'Add an indicator' }),
  run({ card }, { indicator }) {
    const { lacks } = balanceOf(card.items.map(({ weight }) => weight));
    card.items.push({ indicator, weight: lacks > 0 ? lacks : 1 });
    return ok([indicator]);
  },
});

const changeWeight = defineCommand<{ indicator: string; weight: number }>({
  label: ({ indicator }) => ({
    zh: `修改 ${indicator} 的权重`,
    en: `Change the weight of ${indicator}`,
  }),
  run({ card }, { indicator, weight }) {
    const item = card.items.find((one) => one.indicator === indicator);
    if (item === undefined) return noItem(indicator);
    item.weight = weight;
    return ok([indicator]);
  },
});

const removeItem = defineCommand<{ indicator: string }>({
  label: ({ indicator }) => ({ zh: `移除 ${indicator}`, en: `Take out ${indicator}` }),
  run({ card }, { indicator }) {
    const index = card.items.findIndex((one) => one.indicator === indicator);
    if (index < 0) return noItem(indicator);
    card.items.splice(index, 1);
    const next = card.items[index] ?? card.items[index - 1];
    return ok(next === undefined ? [] : [next.indicator]);
  },
});

const moveItem = defineCommand<{ indicator: string; by: 1 | -1 }>({
  label: ({ indicator }) => ({ zh: `移动 ${indicator}`, en: `Move ${indicator}` }),
  run({ card }, { indicator, by }) {
    const index = card.items.findIndex((one) => one.indicator === indicator);
    const item = card.items[index];
    if (item === undefined || card.items[index + by] === undefined) return noItem(indicator);
    card.items.splice(index, 1);
    card.items.splice(index + by, 0, item);
    return ok([indicator]);
  },
});

/** Makes the weights add up, those that are kept as they are. */
const shareOut = defineCommand<{ kept: readonly string[] }>({
  label: () => ({ zh: '分摊权重', en: 'Share out the weights' }),
  run({ card }, { kept }) {
    const held = new Set(
      card.items.flatMap(({ indicator }, index) => (kept.includes(indicator) ? [index] : [])),
    );
    const weights = card.items.map(({ weight }) => weight);
    const shared = sharedOut(weights, held);
    if (shared === undefined) {
      return failed(problem('weights_not_100', { sum: balanceOf(weights).sum }));
    }
    for (const [index, item] of card.items.entries()) item.weight = shared[index] ?? item.weight;
    return done();
  },
});

/** One band of pay more, above or below the one at an index, half-way to its neighbour. */
const addBand = defineCommand<{ after: number }>({
  label: () => ({ zh: '添加分档', en: 'Add a band' }),
  run({ card: { pay } }, { after }) {
    const [above, below] = [pay.bands[after], pay.bands[after + 1]];
    const from = above === undefined ? 0 : halfway(above.from, below?.from);
    const coefficient = above?.coefficient ?? 1;
    pay.bands.splice(after + 1, 0, { from, coefficient, grade: freshGrade(pay.bands) });
    return done();
  },
});

const removeBand = defineCommand<{ index: number }>({
  label: () => ({ zh: '删除分档', en: 'Delete a band' }),
  run({ card: { pay } }, { index }) {
    if (pay.bands.length > 1) pay.bands.splice(index, 1);
    return done();
  },
});

const cardCommands = {
  change,
  addItem,
  changeWeight,
  removeItem,
  moveItem,
  shareOut,
  addBand,
  removeBand,
  addExample: defineCommand(addExample),
  changeExample: defineCommand(changeExample),
  removeExample: defineCommand(removeExample),
};

type Name = keyof typeof cardCommands;

export type CardEdit = {
  [N in Name]: { do: N; args: Parameters<(typeof cardCommands)[N]['run']>[1] };
}[Name];

export function performOnCard(
  history: HistoryOf<CardDocument>,
  edit: CardEdit,
  burst?: string,
): Result<{ history: HistoryOf<CardDocument>; touched: Touched }> {
  const command = cardCommands[edit.do] as CommandOn<CardDocument, unknown>;
  return carryOut(history, command, edit.args, burst);
}

const fieldNames: Partial<Record<string, Localized>> = {
  name: { zh: '名称', en: 'name' },
  description: { zh: '说明', en: 'description' },
  level: { zh: '层级', en: 'level' },
  unit: { zh: '单位', en: 'unit' },
  period: { zh: '周期', en: 'period' },
  pay: { zh: '绩效系数', en: 'pay coefficients' },
};

function halfway(above: number, below: number | undefined): number {
  return below === undefined ? above - 10 : Math.round((above + below) / 2);
}

function freshGrade(bands: readonly { grade: string }[]): string {
  const used = new Set(bands.map(({ grade }) => grade));
  const letter = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').find((one) => !used.has(one));
  return letter ?? `G${bands.length + 1}`;
}

function noItem(id: string): Result<Touched> {
  return failed(problem('unknown_reference', { what: { zh: '指标', en: 'indicator' }, id }));
}

function done(): Result<Touched> {
  return ok([]);
}
