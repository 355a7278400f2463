/**
 * Decisions that count ask who is there once more. Whoever sends one says `whenConfirmed(() => send())`:
 * where the server wants a proof, the dialog of the shell asks for it, and then it is sent again.
 */
import { createStore } from 'zustand/vanilla';
import { answer, api } from './client.ts';
import { Refusal } from './refusal.ts';

interface Asking {
  /** Set while the dialog waits for the person: what to do when they proved it, or would not. */
  waiting: { proved: () => void; left: () => void } | undefined;
}

export const confirmation = createStore<Asking>()(() => ({ waiting: undefined }));

/** @throws the refusal itself when the person closes the dialog */
export async function whenConfirmed<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!wantsProof(error)) throw error;
    if (!(await askPerson())) throw error;
    return whenConfirmed(send);
  }
}

/** What one signs in with. */
export interface Proof {
  password: string;
  code?: string | undefined;
}

export async function prove(proof: Proof): Promise<void> {
  await answer(api.session.confirm.$post({ json: proof }));
}

function wantsProof(error: unknown): boolean {
  return (
    error instanceof Refusal && error.problems.some(({ code }) => code === 'confirmation_needed')
  );
}

/** True when it was proved. Somebody who is asked already is asked once for all. */
function askPerson(): Promise<boolean> {
  return new Promise((resolve) => {
    const before = confirmation.getState().waiting;
    const settle = (isProved: boolean) => () => {
      confirmation.setState({ waiting: undefined });
      resolve(isProved);
      if (isProved) before?.proved();
      else before?.left();
    };
    confirmation.setState({ waiting: { proved: settle(true), left: settle(false) } });
  });
}
