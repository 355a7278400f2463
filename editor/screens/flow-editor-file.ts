import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';

/** Gives the flow as a file, to be kept whatever becomes of the draft. */
export function download(flow: FlowDefinition): void {
  const file = new Blob([`${JSON.stringify(flow, null, 2)}\n`], { type: 'application/json' });
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${flow.id}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
