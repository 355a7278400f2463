/** A million pairs of a rule set and a hostile record, asked in every way; see rules-agreement.ts. */
import { compareWays } from '../conformance/rules-agreement.ts';
import type { Figure } from './figures.ts';

const SETS = 5000;
const RECORDS = 200;

export async function measureAgreement(): Promise<Figure[]> {
  const seed = Number(process.env['RULES_SEED'] ?? Date.now() % 2 ** 31);
  process.stdout.write(`rules agreement: RULES_SEED=${seed}\n`);
  const { pairs, answers, confirmed } = await compareWays({ seed, sets: SETS, records: RECORDS });
  return [
    {
      name: 'rules_agreement_pairs',
      value: pairs,
      unit: 'rule sets and records',
      peer: 'reference interpreter, one by one, batch, columns; json-rules-engine where nothing is missing',
      detail: `RULES_SEED=${seed}: ${answers} answers in each way, ${confirmed} of them the library's too`,
    },
  ];
}
