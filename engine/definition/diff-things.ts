/** The things that definitions are made of, and what staff call each: 环节“勘查”的流向“通过”. */
import type { Localized } from '../problem.ts';
import { bracketed, join, same } from '../rules/words.ts';
import { nameAt, matches, nodeAt, textAt, type Side } from './diff-place.ts';
import { isBag, isWords, type Path } from './diff-structure.ts';
import { rowNoun } from './diff-table-words.ts';
import { sayValue } from './diff-values.ts';

export interface Thing {
  noun: Localized;
  path: Path;
  /** What of the path lies inside it. */
  rest: Path;
}

/** The innermost thing on a path; at least the document itself. */
export function thingAt(side: Side, path: Path): Thing {
  for (let length = path.length; length > 0; length -= 1) {
    const place = path.slice(0, length);
    const row = rows.find((one) => one.kind === side.kind && matches(one.pattern, place));
    if (row !== undefined) {
      return { noun: row.noun(side, place), path: place, rest: path.slice(length) };
    }
  }
  return { noun: documentNoun(side), path: [], rest: path };
}

interface Row {
  kind: string;
  pattern: string;
  noun: (side: Side, path: Path) => Localized;
}

const rows: Row[] = [
  { kind: 'flow', pattern: 'steps/*', noun: (side, path) => stepNoun(side, path) },
  { kind: 'flow', pattern: 'steps/*/routes/*', noun: routeNoun },
  { kind: 'flow', pattern: 'steps/*/limits/*', noun: limitNoun },
  { kind: 'flow', pattern: 'limits/*', noun: limitNoun },
  {
    kind: 'flow',
    pattern: 'steps/*/form/*',
    noun: (side, path) => {
      const fact = nameAt(side, path, 'fact', 'fact');
      const step = stepNoun(side, path);
      return {
        zh: `${step.zh}的表单项“${fact.zh}”`,
        en: `form field “${fact.en}” of ${step.en}`,
      };
    },
  },
  {
    kind: 'flow',
    pattern: 'steps/*/branches/*',
    noun: (side, path) => {
      const branch = nameAt(side, path, 'id', 'branch');
      const step = stepNoun(side, path);
      return { zh: `${step.zh}的分支“${branch.zh}”`, en: `branch “${branch.en}” of ${step.en}` };
    },
  },
  { kind: 'flow', pattern: 'outcomes/*', noun: named('办理结果', 'outcome') },
  {
    kind: 'ruleset',
    pattern: 'rules/*',
    noun: (side, path) => quoted('规则', 'rule', nameAt(side, path, 'id', 'rule')),
  },
  {
    kind: 'ruleset',
    pattern: 'rules/*/params/*',
    noun: (side, path) => {
      const rule = nameAt(side, path.slice(0, 2), 'id', 'rule');
      const param = path.at(-1) ?? '';
      return {
        zh: `规则“${rule.zh}”的参数“${param}”`,
        en: `parameter “${param}” of rule “${rule.en}”`,
      };
    },
  },
  { kind: 'table', pattern: 'inputs/*', noun: named('输入', 'input') },
  { kind: 'table', pattern: 'outputs/*', noun: named('输出', 'output') },
  { kind: 'table', pattern: 'rows/*', noun: rowNoun },
  {
    kind: 'ruleset',
    pattern: 'rules/*/params/*/editions/*',
    noun: (side, path) => {
      const param = path.at(-3) ?? '';
      const from = textAt(side, path, 'from');
      return {
        zh: `参数“${param}”自 ${from} 起的取值`,
        en: `edition of parameter “${param}” from ${from}`,
      };
    },
  },
  { kind: 'record', pattern: 'fields/*', noun: named('字段', 'field') },
  { kind: 'record', pattern: 'links/*', noun: named('关联', 'link') },
  { kind: 'derived', pattern: 'facts/*', noun: named('派生数据项', 'derived fact') },
  {
    kind: 'derived',
    pattern: 'facts/*/params/*',
    noun: (side, path) => {
      const fact = nameOf(side, path.slice(0, 2));
      const param = nameOf(side, path);
      return {
        zh: `派生数据项“${fact.zh}”的参数“${param.zh}”`,
        en: `parameter “${param.en}” of derived fact “${fact.en}”`,
      };
    },
  },
  { kind: 'facts', pattern: 'facts/*', noun: named('数据项', 'fact') },
  {
    kind: 'facts',
    pattern: 'facts/*/options/*',
    noun: (side, path) => {
      const fact = nameOf(side, path.slice(0, 2));
      const option = nameOf(side, path);
      return {
        zh: `数据项“${fact.zh}”的选项“${option.zh}”`,
        en: `option “${option.en}” of fact “${fact.en}”`,
      };
    },
  },
  {
    kind: 'calendar',
    pattern: 'days/*',
    noun: (side, path) => {
      const date = same(textAt(side, path, 'date'));
      const name = textAt(side, path, 'name');
      return name === '' ? date : join`${date}${bracketed(same(name))}`;
    },
  },
  { kind: 'organisation', pattern: 'units/*', noun: named('单位', 'unit') },
  { kind: 'organisation', pattern: 'posts/*', noun: named('岗位', 'post') },
  { kind: 'organisation', pattern: 'people/*', noun: named('人员', 'person') },
  {
    kind: 'organisation',
    pattern: 'conflicts/*',
    noun: (side, path) => {
      const posts = sayValue(side, 'posts', nodeAt(side.document, [...path, 'posts']));
      return quoted('不相容岗位', 'incompatible posts', posts);
    },
  },
  {
    kind: 'scorecard',
    pattern: 'items/*',
    noun: (side, path) =>
      quoted('考核指标', 'indicator', nameAt(side, path, 'indicator', 'indicator')),
  },
  {
    kind: 'scorecard',
    pattern: 'pay/bands/*',
    noun: (side, path) => quoted('分档', 'band', same(textAt(side, path, 'grade'))),
  },
  {
    kind: 'connector',
    pattern: 'takes/*',
    noun: (side, path) => quoted('取回的数据项', 'fact taken', nameAt(side, path, 'fact', 'fact')),
  },
  {
    kind: 'retention',
    pattern: 'periods/*',
    noun: (side, path) => {
      const what = nodeAt(side.document, [...path, 'material']);
      return quoted('期限', 'period', sayValue(side, 'material', what));
    },
  },
  { kind: 'retention', pattern: 'persons/*', noun: named('主体', 'sort of persons') },
  {
    kind: 'layout',
    pattern: 'positions/*',
    noun: (side, path) => {
      const step = side.names.of('step', path[1] ?? '');
      return { zh: `环节“${step.zh}”的位置`, en: `position of step “${step.en}”` };
    },
  },
  {
    kind: 'examples',
    pattern: 'rows/*',
    noun: (side, path) => quoted('示例', 'example', same(textAt(side, path, 'title'))),
  },
];

export function stepNoun(side: Side, path: Path): Localized {
  return quoted('环节', 'step', side.names.of('step', path[1] ?? ''));
}

/** By its own name; a route without one by its place among the step's routes. */
export function routeNoun(side: Side, path: Path): Localized {
  const step = stepNoun(side, path);
  const name = nodeAt(side.document, [...path, 'name']);
  if (isWords(name)) {
    return { zh: `${step.zh}的流向“${name.zh}”`, en: `route “${name.en}” of ${step.en}` };
  }
  const routes = nodeAt(side.document, path.slice(0, -1));
  if (Array.isArray(routes) && routes.length > 1) {
    const place = Number(path.at(-1)) + 1;
    return { zh: `${step.zh}的第 ${place} 个流向`, en: `route ${place} of ${step.en}` };
  }
  return { zh: `${step.zh}的流向`, en: `the route of ${step.en}` };
}

/** `时限“中间检查-内控”`; with its condition where two limits of one layer stand side by side. */
export function limitNoun(side: Side, path: Path): Localized {
  const owner: Localized =
    path[0] === 'steps' ? side.names.of('step', path[1] ?? '') : { zh: '全流程', en: 'whole flow' };
  const layer = sayValue(side, 'layer', nodeAt(side.document, [...path, 'layer']));
  const noun = { zh: `${owner.zh}-${layer.zh}`, en: `${owner.en} – ${layer.en}` };
  const when = nodeAt(side.document, [...path, 'when']);
  if (when === undefined || !hasTwin(side, path)) return quoted('时限', 'limit', noun);
  return join`${quoted('时限', 'limit', noun)}${bracketed(sayValue(side, 'when', when))}`;
}

function hasTwin(side: Side, path: Path): boolean {
  const layer = textAt(side, path, 'layer');
  const limits = nodeAt(side.document, path.slice(0, -1));
  if (!Array.isArray(limits)) return false;
  return limits.filter((one) => isBag(one) && one['layer'] === layer).length > 1;
}

function documentNoun(side: Side): Localized {
  const kind = sayValue(side, 'kind', side.kind);
  return quoted(kind.zh, kind.en.toLowerCase(), nameOf(side, []));
}

function named(zh: string, en: string): Row['noun'] {
  return (side, path) => quoted(zh, en, nameOf(side, path));
}

/** Its name in both languages; else its id, else its place. */
function nameOf(side: Side, path: Path): Localized {
  const name = nodeAt(side.document, [...path, 'name']);
  if (isWords(name)) return name;
  return same(textAt(side, path, 'id') || (path.at(-1) ?? '?'));
}

function quoted(zh: string, en: string, name: Localized): Localized {
  return { zh: `${zh}“${name.zh}”`, en: `${en} “${name.en}”` };
}
