import type { TableDocument } from './document.ts';

const said = (words: string) => ({ zh: words, en: words });

/** Two inputs, one output with a default, two rows. */
export function tableDocument(): TableDocument {
  return {
    examples: null,
    table: {
      kind: 'table',
      id: 'fees',
      name: said('Fees'),
      hit: 'F',
      inputs: [
        { id: 'size', name: said('Size'), type: 'number' },
        { id: 'place', name: said('Place'), type: 'string' },
      ],
      outputs: [{ id: 'fee', name: said('Fee'), type: 'string', default: 'none' }],
      rows: [
        { when: [[{ below: 5 }], []], then: ['a'] },
        { when: [[], ['north']], then: ['b'] },
      ],
    },
  };
}
