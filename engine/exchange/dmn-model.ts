/** What a DMN document says about its decision tables, as it stands there: nothing is understood yet. */
import type { XmlPlace } from './xml.ts';

export const FLOWMETER = 'urn:flowmeter:dmn:1';

/** MODEL namespaces of DMN 1.1 to 1.5; some tools write the other scheme. */
const MODELS: ReadonlySet<string> = new Set([
  '//www.omg.org/spec/DMN/20151101/dmn.xsd',
  '//www.omg.org/spec/DMN/20180521/MODEL/',
  '//www.omg.org/spec/DMN/20191111/MODEL/',
  '//www.omg.org/spec/DMN/20211108/MODEL/',
  '//www.omg.org/spec/DMN/20230324/MODEL/',
]);

export function isDmn(uri: string): boolean {
  return MODELS.has(uri.replace(/^https?:/, ''));
}

/** Attributes by name; those of our own namespace, which carry what DMN has no place for, apart. */
export interface Marks {
  plain: ReadonlyMap<string, string>;
  own: ReadonlyMap<string, string>;
  place: XmlPlace;
}

/** A text and where it stands; `language` where it is not that of the document. */
export interface Said {
  text: string;
  place: XmlPlace;
  language?: string | undefined;
  typeRef?: string | undefined;
}

export interface DmnOption {
  value: string;
  zh: string;
  en: string;
}

export interface DmnColumn {
  marks: Marks;
  expression?: Said;
  values?: Said;
  fallback?: Said;
  options: DmnOption[];
}

export interface DmnRow {
  marks: Marks;
  when: Said[];
  then: Said[];
  notes: string[];
  description?: string;
}

export interface DmnTable {
  marks: Marks;
  inputs: DmnColumn[];
  outputs: DmnColumn[];
  annotations: string[];
  rows: DmnRow[];
}

export interface DmnDecision {
  marks: Marks;
  description?: string;
  typeRef?: string | undefined;
  table?: DmnTable;
  /** What it is decided by instead of a table: the element's name. */
  otherwise?: string;
}

export interface DmnInput {
  name: string;
  typeRef?: string | undefined;
}

export interface DmnType {
  name: string;
  typeRef?: string;
  values?: Said;
  list: boolean;
  parts: DmnType[];
}

export interface DmnModel {
  marks?: Marks;
  inputs: DmnInput[];
  types: DmnType[];
  decisions: DmnDecision[];
}
