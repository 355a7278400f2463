/** What a chosen file holds of flows: a BPMN document, or a definition in our own JSON. */
import { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { all, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { parseDefinition } from '@flowmeter/engine/definition/parse.ts';
import { declaredText } from '@flowmeter/engine/exchange/declared-text.ts';
import { problem, wordsOf, type Localized, type Problem } from '@flowmeter/engine/problem.ts';
import { readBpmn } from '@flowmeter/engine/bpmn/read-bpmn.ts';
import { type FlowDocument } from '../document/document.ts';
import { importedDocument } from '../document/imported.ts';

/** With its words. */
export type SaidProblem = Problem & { words: Localized };

export interface FoundFlow {
  document: FlowDocument;
  /** How many of its steps stand where the file drew them. */
  placed: number;
  problems: SaidProblem[];
}

export interface FoundFlows {
  flows: FoundFlow[];
  /** Of what belongs to no flow; or why there is none. */
  problems: SaidProblem[];
}

/** @throws where the file cannot be read from the disk */
export async function readFlowFile(file: File, pack: Pack): Promise<FoundFlows> {
  const decoded = declaredText(new Uint8Array(await file.arrayBuffer()));
  if (!decoded.ok) return { flows: [], problems: said(decoded.problems) };
  const text = decoded.value;
  return text.trimStart().startsWith('{') ? ownFlow(text) : bpmnFlows(text, pack);
}

function bpmnFlows(text: string, pack: Pack): FoundFlows {
  const read = readBpmn(text, {
    posts: all(pack, 'organisation').flatMap(({ posts }) => posts),
    flows: all(pack, 'flow'),
    calendar: all(pack, 'calendar')[0]?.id,
  });
  if (!read.ok) return { flows: [], problems: said(read.problems) };
  const flows = read.value.flows.map(({ flow, places, problems }) => ({
    document: importedDocument(flow, places),
    placed: Object.keys(places).length,
    problems: said(problems),
  }));
  return { flows, problems: said(read.value.problems) };
}

function ownFlow(text: string): FoundFlows {
  const read = jsonOf(text);
  const parsed = parseDefinition(read);
  if (!parsed.ok) return { flows: [], problems: said(parsed.problems) };
  const flow = FlowDefinition.safeParse(parsed.value);
  if (!flow.success) return { flows: [], problems: said([problem('bpmn_without_process')]) };
  const { $export: _, ...content } = flow.data;
  return {
    flows: [{ document: importedDocument(content, {}), placed: 0, problems: [] }],
    problems: [],
  };
}

function said(problems: readonly Problem[]): SaidProblem[] {
  return problems.map((one) => ({ ...one, words: wordsOf(one) }));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
