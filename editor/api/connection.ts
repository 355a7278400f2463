/** Whether the server can be reached and whether it said that it is busy; shown by the shell. */
import { createStore } from 'zustand/vanilla';

interface Connection {
  state: 'well' | 'busy' | 'lost';
  answered: () => void;
  saidBusy: () => void;
  wasLost: () => void;
}

export const connection = createStore<Connection>()((set, get) => {
  const become = (state: Connection['state']) => {
    if (get().state !== state) set({ state });
  };
  return {
    state: 'well',
    answered: () => become('well'),
    saidBusy: () => become('busy'),
    wasLost: () => become('lost'),
  };
});
