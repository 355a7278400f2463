/** Rows of what cases have to do with other systems: what they wait for, ask, fail at, did not take. */

/** An open visit that waits for a message. */
export interface WaitingRow {
  name: string;
  key: string;
  case_id: string;
  seq: number;
}

/** What a connector is to do for a case; gone when it is done or has failed. */
export interface EffectRow {
  /** The effect's id: `<case>.<seq>`. */
  id: string;
  case_id: string;
  seq: number;
  connector: string;
  asked_at: string;
  /** JSON: the facts to be sent, by the names under which they are sent. */
  data: string;
  /** How often it was tried in vain. */
  tries: number;
  next_at: string;
}

/** An open visit that cannot go on by itself. */
export interface IncidentRow {
  case_id: string;
  seq: number;
  /** The case's unit. */
  unit: string;
  step: string;
  /** Of which something was asked; null where no connector takes part. */
  connector: string | null;
  at: string;
  code: string;
  /** JSON: words in both languages. */
  words: string;
  /** How often the connector tried. */
  tries: number;
}

/** An event that was taken and that no case waited for. */
export interface DeadLetterRow {
  id: string;
  connector: string;
  source: string;
  event_id: string;
  event_type: string;
  /** Whose people see it. */
  unit: string;
  at: string;
  /** JSON: Problem. */
  problem: string;
  /** JSON: CloudEvent. */
  event: string;
  /** How often a person sent it on in vain. */
  tries: number;
}
