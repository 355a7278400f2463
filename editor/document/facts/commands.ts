/** Every edit of a dictionary of facts or of derived facts, once. An edit is plain data. */
import type { DerivedFact } from '@flowmeter/engine/definition/derived.ts';
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { failed, type Localized, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { assign, type Path } from '../assign.ts';
import { addExample, changeExample, removeExample } from '../rules/example-commands.ts';
import { carryOut, type CommandOn, type HistoryOf, type Touched } from '../undoing.ts';
import type { Dictionary, DictionaryDocument } from './document.ts';

function defineCommand<A>(
  command: CommandOn<DictionaryDocument, A>,
): CommandOn<DictionaryDocument, A> {
  return command;
}

type Entry = Fact | DerivedFact;

/** The facts of either kind of dictionary. */
function entriesOf({ set }: DictionaryDocument): Record<string, Entry> {
  return set.facts;
}

const addFact = defineCommand<{ id: string; fact: Entry }>({
  label: ({ fact: { name } }) => ({ zh: `添加“${name.zh}”`, en: `Add “${name.en}”` }),
  run(draft, { id, fact }) {
    const entries = entriesOf(draft);
    if (Object.hasOwn(entries, id)) return failed(problem('duplicate_id', { id }));
    entries[id] = fact;
    return ok([id]);
  },
});

/** A property of a fact. */
const changeFact = defineCommand<{ id: string; path: Path; value: unknown }>({
  label: ({ id }, before) => about('修改“{name}”', 'Change “{name}”', before, id),
  run(draft, { id, path, value }) {
    const held = entryAt(draft, id);
    if (held === undefined) return noFact(id);
    assign(held, path, value);
    return ok([id]);
  },
});

/** A fact as a whole, e.g. with another type. */
const replaceFact = defineCommand<{ id: string; fact: Entry }>({
  label: ({ id }, before) => about('修改“{name}”', 'Change “{name}”', before, id),
  run(draft, { id, fact }) {
    if (entryAt(draft, id) === undefined) return noFact(id);
    entriesOf(draft)[id] = fact;
    return ok([id]);
  },
});

/** Another id; what comes of it in the examples goes with it. */
const renameFact = defineCommand<{ id: string; to: string }>({
  label: ({ id }, before) => about('修改“{name}”的编号', 'Change the id of “{name}”', before, id),
  run(draft, { id, to }) {
    const entries = entriesOf(draft);
    const held = entryAt(draft, id);
    if (held === undefined) return noFact(id);
    if (to === id) return ok([id]);
    if (Object.hasOwn(entries, to)) return failed(problem('duplicate_id', { id: to }));
    delete entries[id];
    entries[to] = held;
    renameInExamples(draft.examples, id, to);
    return ok([to]);
  },
});

const removeFact = defineCommand<{ id: string }>({
  label: ({ id }, before) => about('删除“{name}”', 'Delete “{name}”', before, id),
  run(draft, { id }) {
    if (entryAt(draft, id) === undefined) return noFact(id);
    delete entriesOf(draft)[id];
    return ok([]);
  },
});

/** A property of the dictionary itself: its name, its description. */
const changeSet = defineCommand<{ path: Path; value: unknown }>({
  label: () => ({ zh: '修改基本信息', en: 'Change what it is called' }),
  run(draft, { path, value }) {
    if (path[0] !== 'facts') assign(draft.set, path, value);
    return ok([]);
  },
});

/** The dictionary as it was written anew, as JSON. */
const replaceSet = defineCommand<{ set: Dictionary }>({
  label: () => ({ zh: '改写 JSON', en: 'Rewrite the JSON' }),
  run(draft, { set }) {
    draft.set = set;
    return ok([]);
  },
});

const dictionaryCommands = {
  addFact,
  changeFact,
  replaceFact,
  renameFact,
  removeFact,
  changeSet,
  replaceSet,
  addExample: defineCommand(addExample),
  changeExample: defineCommand(changeExample),
  removeExample: defineCommand(removeExample),
};

type CommandName = keyof typeof dictionaryCommands;

export type DictionaryEdit = {
  [N in CommandName]: { do: N; args: Parameters<(typeof dictionaryCommands)[N]['run']>[1] };
}[CommandName];

/** Does an edit; answers the ids of the facts it touched. */
export function performOnDictionary<D extends DictionaryDocument>(
  history: HistoryOf<D>,
  edit: DictionaryEdit,
  burst?: string,
): Result<{ history: HistoryOf<D>; touched: Touched }> {
  const command = dictionaryCommands[edit.do] as unknown as CommandOn<D, unknown>;
  return carryOut(history, command, edit.args, burst);
}

function entryAt(draft: DictionaryDocument, id: string): Entry | undefined {
  const entries = entriesOf(draft);
  return Object.hasOwn(entries, id) ? entries[id] : undefined;
}

/** `then` speaks of facts by their readings: `days`, `days(periods=3)`. */
function renameInExamples(examples: ExamplesDefinition | null, id: string, to: string): void {
  for (const row of examples?.rows ?? []) {
    const { then } = row as { then?: { values?: object; unknown?: string[] } };
    if (then?.values !== undefined) {
      const values = Object.entries(then.values);
      then.values = Object.fromEntries(
        values.map(([name, value]) => [renamed(name, id, to), value]),
      );
    }
    if (then?.unknown !== undefined) {
      then.unknown = then.unknown.map((name) => renamed(name, id, to));
    }
  }
}

function renamed(reading: string, id: string, to: string): string {
  if (reading === id) return to;
  return reading.startsWith(`${id}(`) ? `${to}${reading.slice(id.length)}` : reading;
}

function about(zh: string, en: string, before: DictionaryDocument, id: string): Localized {
  const name = entryAt(before, id)?.name ?? { zh: id, en: id };
  return { zh: zh.replace('{name}', name.zh), en: en.replace('{name}', name.en) };
}

function noFact(id: string): Result<Touched> {
  return failed(problem('unknown_reference', { what: { zh: '数据项', en: 'fact' }, id }));
}
