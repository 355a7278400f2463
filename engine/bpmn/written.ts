/** A process on its way into a document: its elements, its ways, what each is drawn for. */
import type { Element } from '../exchange/write-xml.ts';

/** What an element is drawn for: a step itself, or a gateway that stands at one. */
export interface Drawn {
  as: 'step' | 'into' | 'fork' | 'join' | 'ways' | 'merge';
  step: string;
}

/** An element of the process, and which step it stands for. */
export interface WrittenNode {
  id: string;
  type: string;
  name: string;
  attributes: Record<string, string | undefined>;
  description: string | undefined;
  own: Record<string, string>;
  /** Event definitions and the like, after the ways in and out. */
  content: Element[];
  drawn: Drawn;
}

export interface WrittenEdge {
  id: string;
  from: string;
  to: string;
  name: string | undefined;
  own: Record<string, string>;
  condition: string | undefined;
}
