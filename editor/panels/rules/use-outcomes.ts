import { useEffect, useState } from 'react';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { RulesDocument } from '../../document/rules/document.ts';
import type { Outcomes } from './outcomes.ts';

/** Rows are asked when the document has stayed the same for so long, in milliseconds. */
const PAUSE = 150;

const none: Outcomes = [];

/** What comes of the examples, again and again as the document is edited. The engine is fetched for it. */
export function useOutcomes({ set, examples }: RulesDocument, pack: Pack): Outcomes {
  const [outcomes, setOutcomes] = useState(none);
  const rows = examples?.rows;
  useEffect(() => {
    let isWanted = true;
    const ask = async () => {
      if (rows === undefined) return setOutcomes(none);
      const { runRows } = await import('./example-run.ts');
      const found = await runRows(set, rows, pack, () => isWanted);
      if (isWanted && found !== undefined) setOutcomes(found);
      return undefined;
    };
    const timer = setTimeout(() => void ask(), PAUSE);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [set, rows, pack]);
  return outcomes;
}
