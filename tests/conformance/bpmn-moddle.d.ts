/** The package ships types of what is read, none of the reader. */
declare module 'bpmn-moddle' {
  /** An element as that tool has it; references are the elements themselves. */
  export interface ModdleElement {
    $type: string;
    id?: string;
    get(property: string): unknown;
  }

  export interface Parsed {
    rootElement: ModdleElement;
    /** What elements refer to by id, also where nothing has the id. */
    references: { element: ModdleElement; property: string; id: string }[];
    warnings: Error[];
    elementsById: Record<string, ModdleElement>;
  }

  export class BpmnModdle {
    fromXML(text: string): Promise<Parsed>;
    toXML(root: ModdleElement): Promise<{ xml: string }>;
  }
}
