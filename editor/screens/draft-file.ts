/** Gives things as files, to be kept whatever becomes of the draft. */
export function download(definition: { id: string }): void {
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
