/** `flowmeter test DIR`: checks a pack and runs the examples beside its definitions. */
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { find } from '@flowmeter/engine/definition/pack.ts';
import { runExamples } from '@flowmeter/engine/examples/registry.ts';
import { loadPack, type LoadedPack } from '../pack-files.ts';
import { lineOf, problemsOf } from './check.ts';
import { exit, type Command, type Terminal } from './command.ts';

export const test: Command = {
  usage: 'DIR',
  help: {
    zh: '检查业务包并运行示例；以“N passed, N failed”结束',
    en: 'check a pack and run its examples; ends with “N passed, N failed”',
  },
  words: { least: 1, most: 1 },
  async run({ words: [folder = ''] }, terminal) {
    const loaded = await loadPack(folder);
    const tally = { passed: 0, failed: 0 };
    const broken = checkFiles(loaded, terminal, tally);
    for (const definition of loaded.pack.definitions) {
      if (definition.kind !== 'examples' || broken.has(definition)) continue;
      const subject = find(loaded.pack, definition.of.kind as 'flow', definition.of.id);
      const file = loaded.files.get(definition) ?? '';
      if (subject === undefined || broken.has(subject)) {
        tally.failed += definition.rows.length;
        terminal.out(notRun(file, definition.of.id)[terminal.language]);
        continue;
      }
      for (const { at, title, differences } of await runExamples(definition, loaded.pack)) {
        tally[differences.length === 0 ? 'passed' : 'failed'] += 1;
        for (const one of differences) {
          const said = typeof one === 'string' ? one : one[terminal.language];
          terminal.out(`${file}#${at}: ${title}: ${said}`);
        }
      }
    }
    terminal.out(`${tally.passed} passed, ${tally.failed} failed`);
    return tally.failed === 0 && tally.passed > 0 ? exit.done : exit.failed;
  },
};

/** Each file counts as one test: read and without errors. Returns the definitions with errors. */
function checkFiles(
  loaded: LoadedPack,
  { out, language }: Terminal,
  tally: { passed: number; failed: number },
): Set<Definition> {
  const errors = problemsOf(loaded).filter(({ problem }) => problem.level === 'error');
  for (const found of errors) out(lineOf(found, language));
  const bad = new Set(errors.map(({ file }) => file));
  const read = [...loaded.files].filter(([, file]) => !bad.has(file));
  tally.failed += bad.size;
  tally.passed += read.length;
  return new Set([...loaded.files].flatMap(([one, file]) => (bad.has(file) ? [one] : [])));
}

function notRun(file: string, id: string) {
  return {
    zh: `${file}#: 定义“${id}”有错误，示例未运行`,
    en: `${file}#: “${id}” has errors; its examples were not run`,
  };
}
