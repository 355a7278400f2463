/** `flowmeter schemas [DIR]`: writes the JSON Schema of every kind of definition, for editors. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonSchemaOf, schemaFileOf } from '@flowmeter/engine/definition/json-schema.ts';
import { definitionKinds, type DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import { exit, type Command } from './command.ts';

export const schemas: Command = {
  usage: '[DIR]',
  help: {
    zh: '写出各类定义的 JSON Schema（默认写入 schemas/）',
    en: 'write the JSON Schema of every kind of definition (to schemas/ unless told otherwise)',
  },
  words: { least: 0, most: 1 },
  async run({ words: [folder = 'schemas'] }, { out }) {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of schemaTexts()) {
      const file = join(folder, name);
      await writeFile(file, text);
      out(file);
    }
    return exit.done;
  },
};

/** Name and text of every schema file. */
export function schemaTexts(): [string, string][] {
  const kinds = Object.keys(definitionKinds) as DefinitionKind[];
  return kinds.map((kind) => [
    schemaFileOf(kind),
    `${JSON.stringify(jsonSchemaOf(kind), undefined, 2)}\n`,
  ]);
}
