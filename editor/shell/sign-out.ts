import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { session, signOut } from '../api/session.ts';

/** Ends the session; what this browser remembered of it is forgotten, half-filled forms included. */
export function useSignOut(): () => void {
  const client = useQueryClient();
  const router = useRouter();
  const leave = async () => {
    await signOut();
    sessionStorage.clear();
    client.clear();
    client.setQueryData(session.queryKey, null);
    await router.navigate({ to: '/login', search: {} });
  };
  return () => {
    void leave();
  };
}
