/** Gives a definition as a file, to be kept whatever becomes of the draft. */
export function download(definition: { id: string }): void {
  const file = new Blob([`${JSON.stringify(definition, null, 2)}\n`], { type: 'application/json' });
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${definition.id}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
