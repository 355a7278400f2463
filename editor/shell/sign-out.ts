import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Unreachable } from '../api/refusal.ts';
import { session, signOut } from '../api/session.ts';

/** Ends the session; what this browser remembered of it is forgotten, half-filled forms included. */
export function useSignOut(): () => void {
  const client = useQueryClient();
  const router = useRouter();
  const leave = async () => {
    let elsewhere: string | undefined;
    try {
      elsewhere = await signOut();
    } catch (error) {
      // Without an answer the session still stands: the notice above the screen says why.
      if (error instanceof Unreachable) return;
    }
    sessionStorage.clear();
    client.clear();
    client.setQueryData(session.queryKey, null);
    if (elsewhere === undefined) await router.navigate({ to: '/login', search: {} });
    else globalThis.location.assign(elsewhere);
  };
  return () => {
    void leave();
  };
}
