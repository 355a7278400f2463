/** Edits of the examples beside a definition: rows added, changed, taken away. */
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import { failed, type Localized, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Touched } from '../undoing.ts';

interface WithExamples {
  examples: ExamplesDefinition | null;
}

/** One more row; `blank` is what the examples begin with where there are none. */
export const addExample = {
  label: (): Localized => ({ zh: '添加示例', en: 'Add an example' }),
  run(draft: WithExamples, { row, blank }: { row: object; blank: ExamplesDefinition }) {
    draft.examples ??= { ...blank, rows: [] };
    draft.examples.rows.push(row);
    return done();
  },
};

export const changeExample = {
  label: (): Localized => ({ zh: '修改示例', en: 'Change an example' }),
  run({ examples }: WithExamples, { index, row }: { index: number; row: object }) {
    if (examples?.rows[index] === undefined) return noRow(index);
    examples.rows[index] = row;
    return done();
  },
};

export const removeExample = {
  label: (): Localized => ({ zh: '删除示例', en: 'Delete an example' }),
  run({ examples }: WithExamples, { index }: { index: number }) {
    if (examples?.rows[index] === undefined) return noRow(index);
    examples.rows.splice(index, 1);
    return done();
  },
};

function done(): Result<Touched> {
  return ok([]);
}

function noRow(index: number): Result<Touched> {
  return failed(
    problem('unknown_reference', { what: { zh: '示例', en: 'example' }, id: String(index + 1) }),
  );
}
