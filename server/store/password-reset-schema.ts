/** A password that is to be set anew: one person proposes it, another one decides. */
export interface PasswordResetRow {
  id: string;
  account: string;
  asked_by: string;
  asked_at: string;
  reason: string;
  /** Of what whoever proposed it hands over: the link that comes of it opens nothing without. */
  code_hash: string;
  /** `replaced`: proposed again before anybody decided. */
  state: 'asked' | 'done' | 'refused' | 'replaced';
  decided_by: string | null;
  decided_at: string | null;
}
