/** `flowmeter check DIR`: what is wrong with a pack, each problem with its file and JSON Pointer. */
import { checkPack } from '@flowmeter/engine/definition/check-pack.ts';
import { wordsOf, type Language } from '@flowmeter/engine/problem.ts';
import { loadPack, type FileProblem, type LoadedPack } from '../pack-files.ts';
import { exit, type Command } from './command.ts';

export const check: Command = {
  usage: 'DIR',
  help: {
    zh: '检查业务包：打印每个问题的文件与位置',
    en: 'check a pack: each problem with its file and place',
  },
  words: { least: 1, most: 1 },
  async run({ words: [folder = ''] }, { out, language }) {
    const loaded = await loadPack(folder);
    const problems = problemsOf(loaded);
    for (const found of problems) out(lineOf(found, language));
    const errors = problems.filter(({ problem }) => problem.level === 'error').length;
    const counts = [loaded.files.size, errors, problems.length - errors];
    out(summary(counts, language));
    return errors === 0 ? exit.done : exit.failed;
  },
};

/** Problems of reading the files, then those of the definitions read. */
export function problemsOf({ pack, files, problems }: LoadedPack): FileProblem[] {
  const found = checkPack(pack).map(({ definition, problem }) => ({
    file: files.get(definition) ?? '',
    problem,
  }));
  return [...problems, ...found];
}

/** `file#/pointer: words` */
export function lineOf({ file, problem }: FileProblem, language: Language): string {
  const mark = problem.level === 'warning' ? { zh: '（警告）', en: 'warning: ' }[language] : '';
  return `${file}#${problem.at ?? ''}: ${mark}${wordsOf(problem)[language]}`;
}

function summary([definitions = 0, errors = 0, warnings = 0]: number[], language: Language) {
  return {
    zh: `已检查 ${definitions} 个定义：${errors} 个错误，${warnings} 个警告`,
    en: `${definitions} definitions checked: ${errors} errors, ${warnings} warnings`,
  }[language];
}
