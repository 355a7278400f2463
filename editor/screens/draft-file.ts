/** Gives things as files. What leaves so is registered first, and carries the mark. */
import { markDefinition } from '@flowmeter/engine/privacy/watermark.ts';
import { registerExport } from '../api/privacy.ts';
import { takeAway } from '../display/take-away.tsx';

interface Named {
  kind: string;
  id: string;
}

export function takeDefinition(definition: Named): void {
  const { kind, id } = definition;
  const name = `${id}.json`;
  takeAway({
    name,
    take: async (purpose) => {
      const mark = await registerExport({ what: 'definition', object: `${kind}/${id}`, purpose });
      saveFile(name, 'application/json', markDefinition(definition, mark));
    },
  });
}

/** One's own unsaved work, where the server takes nothing any more: not even that it was taken away. */
export function rescue(definition: { id: string }): void {
  saveFile(`${definition.id}.json`, 'application/json', `${JSON.stringify(definition, null, 2)}\n`);
}

export function saveFile(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
