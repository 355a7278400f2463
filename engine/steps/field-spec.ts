/**
 * How the fields of a step (or of a flow) are entered. A kind says it once, as data: the properties
 * form with its sections, words and places of problems, and the names of fields in the history are made
 * from this. A new sort of field is a row of `FieldInput` and a row of the editor's
 * `panels/specified/spec-field.tsx`.
 */
import type { Fact } from '../definition/facts.ts';
import type { Stage } from '../definition/ruleset.ts';
import type { Localized } from '../problem.ts';
import type { SectionId } from './form-sections.ts';

export interface FieldSpec {
  /** The key of the field; empty: what it stands in, seen as one input (the figures of a period). */
  field: string;
  name: Localized;
  help?: Localized;
  input: FieldInput;
  /** What an empty input says. */
  empty?: Localized;
  /** It may be left out; others stand there from the beginning. */
  optional?: true;
  /** Exactly one of the fields beside it that are marked so is there. */
  rival?: true;
  /** Only there while the field beside it says one of these; without `is`, anything. */
  only?: { field: string; is?: readonly string[] };
  /** What it begins with. */
  blank?: unknown;
}

/** A field of the thing itself, which stands in a section of the form. */
export interface SectionField extends FieldSpec {
  section: SectionId;
  /** The head of its section is its name, and says how many there are. */
  fills?: true;
  /** Can it be set for several steps at once? */
  shared?: true;
}

export type FieldInput =
  /** The name of the thing, in both languages. */
  | { as: 'name' }
  | { as: 'words' }
  /** Holds, or is not said at all. */
  | { as: 'mark' }
  /** One of a few; `usual` is meant where none is said. `abreast`: so few that they stand side by side. */
  | { as: 'choice'; options: readonly FieldOption[]; usual?: string; abreast?: true }
  /** Any of a few, in their order; `usual` are meant where none are said. */
  | { as: 'choices'; options: readonly FieldOption[]; usual: readonly string[] }
  /** The id of a fact; `known`: built-in ones as well. */
  | { as: 'fact'; known?: true; types?: readonly Fact['type'][] }
  /** The id of something else that has a name; `none` is said where there is nothing to choose. */
  | { as: 'named'; what: Namesake; none?: Localized }
  /** Several of those; at least one unless the field is optional. */
  | { as: 'names'; what: Namesake }
  /** An id that names nothing here; `known`: those that other steps have are offered. */
  | { as: 'id'; known?: true }
  /** A part of a whole: `2/3`, `60%`, `>1/2`. */
  | { as: 'share' }
  /** A figure, its unit and the calendar that counts it. */
  | { as: 'period' }
  /** How many have to end: of the list beside it, or of up to `most`; `usual` where it is not said. */
  | {
      as: 'join';
      of?: string;
      most: number;
      usual?: 'all';
      rules: readonly FieldOption<'all' | 'first' | 'at_least'>[];
    }
  /** `latest`, or the hash of a version. */
  | { as: 'version' }
  /** A value of the fact that the field `of` beside it names, or a fact to copy. */
  | { as: 'value'; of: string }
  /** Facts that are taken, as on a form; `empty` is said while there are none. */
  | { as: 'form' }
  /** What somebody else calls it (a fact, or any name) -> the fact. */
  | { as: 'map'; keys: 'fact' | 'name'; known?: true }
  /** One signer for each of some posts, or so many people. */
  | { as: 'signers' }
  /** What the voice of each post weighs that the field `of` beside it names. */
  | { as: 'weights'; of: string }
  /** Limits, in their layers. */
  | { as: 'limits' }
  /** Audit rules by the stage in which they are asked. */
  | { as: 'audits'; stages: readonly { stage: Stage; name: Localized; add: Localized }[] }
  /** The branch that the step stands in; `main` is the name of being in none. */
  | { as: 'branch'; main: Localized }
  /** The branches of a block. */
  | { as: 'branches' }
  /** An outcome of the flow; `inside` is said of an end inside a branch. */
  | { as: 'outcome'; inside: Localized }
  /** The outcomes of a flow. */
  | { as: 'outcomes' }
  /** The routes that leave the step. */
  | { as: 'routes' }
  /** With a `head` it is there while that field of it is said, which stands for the group. */
  | { as: 'group'; of: readonly FieldSpec[]; head?: string }
  | { as: 'list'; of: readonly FieldSpec[]; add: Localized };

export interface FieldOption<V extends string = string> {
  value: V;
  name: Localized;
  /** Said below while it is chosen. */
  help?: Localized;
}

export type Namesake =
  | 'post'
  | 'unit'
  | 'roster'
  | 'calendar'
  | 'connector'
  | 'flow'
  | 'route'
  | 'step'
  /** A step that people do. */
  | 'work'
  /** A step that only undoes others. */
  | 'undoing'
  /** An outcome of a case that came to nothing. */
  | 'unfinished';
