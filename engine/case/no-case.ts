/** For facts that look at their moments alone. */
import type { Subject } from './fact-rows.ts';

/** A case of which nothing is known. */
export const noCase: Pick<Subject, 'state' | 'at'> = {
  at: '',
  state: {
    id: '',
    flow: { id: '', hash: '' },
    unit: '',
    openedBy: '',
    openedAt: '',
    status: 'open',
    version: 0,
    value: '',
    data: {},
    visits: [],
    limits: [],
  },
};
