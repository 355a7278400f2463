/** Where somebody is asked to prove who they are, before a decision that counts. */
import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { confirmation } from '../api/confirmation.ts';

const ProofDialog = lazy(async () => ({
  default: (await import('./proof-dialog.tsx')).ProofDialog,
}));

/** Mounted once, by the shell; open while somebody has to prove who they are. */
export function Confirmation() {
  const waiting = useStore(confirmation, (state) => state.waiting);
  if (waiting === undefined) return null;
  return (
    <Suspense fallback={null}>
      <ProofDialog onProved={waiting.proved} onLeft={waiting.left} />
    </Suspense>
  );
}
