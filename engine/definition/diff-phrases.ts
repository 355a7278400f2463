/**
 * Differences that have a sentence of their own, by kind of definition and place. A row that returns
 * undefined leaves its difference to the plain sentence.
 */
import type { Localized } from '../problem.ts';
import { join, joined } from '../rules/words.ts';
import { matches, nodeAt, type Side } from './diff-place.ts';
import type { Telling } from './diff-sentence.ts';
import { isBag, isCondition, isWords, type Edit, type Path } from './diff-structure.ts';
import { sayCellChange, sayRowChange } from './diff-table-words.ts';
import { limitNoun, routeNoun, stepNoun } from './diff-things.ts';
import { sayDuration, sayValue } from './diff-values.ts';

/** The sentence of the first row that speaks of this difference. */
export function phraseFor(telling: Telling): Localized | undefined {
  const { edit, before, after } = telling;
  const side = edit.kind === 'removed' ? before : after;
  const path = edit.kind === 'removed' ? edit.from : edit.to;
  const row = rows.find(
    (one) =>
      one.on.includes(edit.kind) &&
      (one.kind === '*' || one.kind === side.kind) &&
      one.patterns.some((pattern) => matches(pattern, path)),
  );
  return row?.say(telling, side, path);
}

interface Row {
  /** Kind of definition, or a star. */
  kind: string;
  patterns: string[];
  on: Edit['kind'][];
  /** `side` and `path` are the new document's, the old one's for what was removed. */
  say: (telling: Telling, side: Side, path: Path) => Localized | undefined;
}

const rows: Row[] = [
  { kind: 'table', patterns: ['rows/*'], on: ['added', 'removed', 'moved'], say: sayRowChange },
  {
    kind: 'table',
    patterns: ['rows/*/when/*', 'rows/*/then/*'],
    on: ['added', 'removed', 'changed'],
    say: sayCellChange,
  },
  {
    kind: 'flow',
    patterns: ['steps/*'],
    on: ['added'],
    say: (_, side, path) => stepAdded(side, path),
  },
  {
    kind: 'flow',
    patterns: ['steps/*'],
    on: ['removed'],
    say: (_, side, path) => join`${{ zh: '删除', en: 'removed ' }}${kindAndName(side, path)}`,
  },
  {
    kind: 'flow',
    patterns: ['steps/*/legal'],
    on: ['added', 'changed', 'removed'],
    say: ({ edit }, side, path) => {
      const step = stepNoun(side, path);
      return edit.kind !== 'removed' && edit.after === true
        ? { zh: `${step.zh}设为法定环节，不可简化`, en: `${step.en} is now required by law` }
        : { zh: `${step.zh}不再是法定环节`, en: `${step.en} is no longer required by law` };
    },
  },
  {
    kind: 'flow',
    patterns: ['steps/*/routes/*'],
    on: ['added', 'removed'],
    say: ({ edit }, side, path) => {
      const noun = routeNoun(side, path);
      const target = targetOf(side, path);
      if (edit.kind === 'removed') {
        return {
          zh: `删除${noun.zh}（原指向“${target.zh}”）`,
          en: `removed ${noun.en} (it led to “${target.en}”)`,
        };
      }
      return join`${{ zh: '新增', en: 'added ' }}${noun}${{ zh: '，指向“', en: ', leading to “' }}${target}”${conditionOf(side, path)}`;
    },
  },
  {
    kind: 'flow',
    patterns: ['steps/*/routes/*/to'],
    on: ['changed'],
    say: (_, side, path) => {
      const noun = routeNoun(side, path.slice(0, -1));
      const target = targetOf(side, path.slice(0, -1));
      return {
        zh: `${noun.zh}改为指向“${target.zh}”`,
        en: `${noun.en} now leads to “${target.en}”`,
      };
    },
  },
  {
    kind: 'flow',
    patterns: ['steps/*/routes/*/when'],
    on: ['removed'],
    say: (_, side, path) => {
      const noun = routeNoun(side, path.slice(0, -1));
      return { zh: `${noun.zh}不再带条件`, en: `${noun.en} no longer has a condition` };
    },
  },
  {
    kind: 'flow',
    patterns: ['limits/*', 'steps/*/limits/*'],
    on: ['added', 'removed'],
    say: ({ edit }, side, path) => {
      const verb =
        edit.kind === 'added' ? { zh: '新增', en: 'added ' } : { zh: '删除', en: 'removed ' };
      const duration = sayDuration(nodeAt(side.document, path));
      return join`${verb}${limitNoun(side, path)}${{ zh: '：', en: ': ' }}${duration}`;
    },
  },
  {
    kind: 'flow',
    patterns: ['limits/*/value', 'steps/*/limits/*/value'],
    on: ['changed'],
    say: (telling) => durationChanged(telling, limitNoun),
  },
  {
    kind: 'flow',
    patterns: ['steps/*/for/value'],
    on: ['changed'],
    say: (telling) =>
      durationChanged(
        telling,
        (side, path) => join`${stepNoun(side, path)}${{ zh: '的等待时间', en: '’s waiting time' }}`,
      ),
  },
  {
    kind: 'flow',
    patterns: ['steps/*/form/*'],
    on: ['added', 'removed'],
    say: ({ edit }, side, path) => {
      const step = stepNoun(side, path);
      const fact = sayValue(side, 'fact', nodeAt(side.document, [...path, 'fact']));
      return edit.kind === 'added'
        ? {
            zh: `${step.zh}的表单新增“${fact.zh}”${howEntered(side, path).zh}`,
            en: `“${fact.en}”${howEntered(side, path).en} added to the form of ${step.en}`,
          }
        : {
            zh: `${step.zh}的表单去掉“${fact.zh}”`,
            en: `“${fact.en}” removed from the form of ${step.en}`,
          };
    },
  },
];

/** `新增判断“是否重要客户”：重要客户（重要程度 ≠ 无）→ 中间检查；其他 → 竣工检验`. */
function stepAdded(side: Side, path: Path): Localized {
  const noun = join`${{ zh: '新增', en: 'added ' }}${kindAndName(side, path)}`;
  const routes = nodeAt(side.document, [...path, 'routes']);
  if (!Array.isArray(routes) || routes.length === 0) return noun;
  const ways = routes.map((_, at) => wayOf(side, [...path, 'routes', String(at)]));
  return join`${noun}${{ zh: '：', en: ': ' }}${joined(ways, '；', '; ')}`;
}

function wayOf(side: Side, path: Path): Localized {
  const name = nodeAt(side.document, [...path, 'name']);
  const arrow = join`→ ${targetOf(side, path)}`;
  const when = nodeAt(side.document, [...path, 'when']);
  const condition = isCondition(when)
    ? join`${{ zh: '（', en: '(' }}${sayValue(side, 'when', when)}${{ zh: '）', en: ') ' }}`
    : { zh: '', en: '' };
  if (!isWords(name)) return join`${condition}${arrow}`;
  return {
    zh: `${name.zh}${condition.zh} ${arrow.zh}`.replaceAll('） ', '）'),
    en: `${name.en} ${condition.en}${arrow.en}`,
  };
}

function kindAndName(side: Side, path: Path): Localized {
  const kind = sayValue(side, 'kind', nodeAt(side.document, [...path, 'kind']));
  const name = side.names.of('step', path[1] ?? '');
  return { zh: `${kind.zh}“${name.zh}”`, en: `${kind.en.toLowerCase()} “${name.en}”` };
}

function targetOf(side: Side, path: Path): Localized {
  return sayValue(side, 'to', nodeAt(side.document, [...path, 'to']));
}

function conditionOf(side: Side, path: Path): Localized {
  const when = nodeAt(side.document, [...path, 'when']);
  if (!isCondition(when)) return { zh: '', en: '' };
  return join`${{ zh: '，条件：', en: ', if ' }}${sayValue(side, 'when', when)}`;
}

/** The unit belongs to the figure: `由 2 工作日改为 3 工作日`. */
function durationChanged(
  { edit, before, after }: Telling,
  noun: (side: Side, path: Path) => Localized,
): Localized | undefined {
  if (edit.kind !== 'changed') return undefined;
  const old = sayDuration(nodeAt(before.document, edit.from.slice(0, -1)));
  const now = sayDuration(nodeAt(after.document, edit.to.slice(0, -1)));
  const thing = noun(after, edit.to.slice(0, -1));
  return {
    zh: `${thing.zh}由 ${old.zh}改为 ${now.zh}`,
    en: `${thing.en} changed from ${old.en} to ${now.en}`,
  };
}

function howEntered(side: Side, path: Path): Localized {
  const field = nodeAt(side.document, path);
  if (isBag(field) && field['readonly'] === true) return { zh: '（只读）', en: ' (read only)' };
  if (isBag(field) && field['optional'] === true) return { zh: '（选填）', en: ' (optional)' };
  return { zh: '', en: '' };
}
