import { useMemo } from 'react';
import { factUsesOf } from '@flowmeter/engine/definition/fact-uses.ts';
import { all, type Pack } from '@flowmeter/engine/definition/pack.ts';
import type { FactsDesk } from '../panels/facts/desk.ts';

/** What is in force around a dictionary: who uses its facts, and which ids others have taken. */
export function useFactsAround(pack: Pack, id: string): Pick<FactsDesk, 'uses' | 'elsewhere'> {
  return useMemo(() => {
    const others = all(pack, 'facts').filter((one) => one.id !== id);
    return {
      uses: factUsesOf(pack),
      elsewhere: new Set(others.flatMap(({ facts }) => Object.keys(facts))),
    };
  }, [pack, id]);
}
