/**
 * How the fields of a step kind are entered. A kind says it once; the properties form, its words and the
 * names of fields in the history are made from this.
 */
import type { Fact } from '../definition/facts.ts';
import type { Localized } from '../problem.ts';

export interface FieldSpec {
  /** The key of the field. */
  field: string;
  name: Localized;
  help?: Localized;
  input: FieldInput;
  /** It may be left out; others stand there from the beginning. */
  optional?: true;
  /** Exactly one of the fields beside it that are marked so is there. */
  rival?: true;
  /** What it begins with. */
  blank?: unknown;
}

export type FieldInput =
  /** The id of a fact; `known`: built-in ones as well. */
  | { as: 'fact'; known?: true; types?: readonly Fact['type'][] }
  /** The id of something else that has a name. */
  | { as: 'named'; what: Namesake }
  /** An id that names nothing here. */
  | { as: 'id' }
  | { as: 'words' }
  /** A figure, its unit and the calendar that counts it. */
  | { as: 'period' }
  | { as: 'choice'; options: readonly { value: string; name: Localized }[] }
  /** How many have to end. */
  | { as: 'join' }
  /** `latest`, or the hash of a version. */
  | { as: 'version' }
  /** A value of the fact that the field `of` beside it names, or a fact to copy. */
  | { as: 'value'; of: string }
  /** Facts that are taken, as on a form. */
  | { as: 'form' }
  /** What somebody else calls it (a fact, or any name) -> the fact. */
  | { as: 'map'; keys: 'fact' | 'name'; known?: true }
  | { as: 'group'; of: readonly FieldSpec[] }
  | { as: 'list'; of: readonly FieldSpec[]; add: Localized };

export type Namesake = 'post' | 'calendar' | 'connector' | 'flow' | 'route';
