/** Who is told of something that happened in a case: decided once, and kept in the event. */

export interface Told {
  person: string;
  /** The absent person for whom they stand in. */
  for?: string;
}
