/** A record that shows something, in words. */
import type { FactDictionary } from '../../case/forms.ts';
import { declarationOf } from '../../case/builtin-facts.ts';
import type { Localized } from '../../problem.ts';
import { join, joined, same, sayValue } from '../words.ts';
import type { Witness } from './search.ts';

/** `容量 = 100 kVA；重要客户 = 是` */
export function sayWitness(record: Witness, facts: FactDictionary): Localized {
  const parts = [...record].map(([name, value]) => {
    const fact = /^[^(]*/.exec(name)?.[0] ?? name;
    const declared = declarationOf(fact, facts)?.name ?? same(fact);
    const title = fact === name ? declared : join`${declared}${same(name.slice(fact.length))}`;
    return join`${title} = ${sayValue(fact, value, facts)}`;
  });
  return joined(parts, '；', '; ');
}
