/** `npm run bench`: every figure in one run beside its peers, printed and kept in results.json. */
import { loadPack } from '@flowmeter/server/pack-files.ts';
import { measureAgreement } from './agreement.ts';
import { measureCanvas } from './canvas.ts';
import { keep, type Figure } from './figures.ts';
import { measureHttp } from './http.ts';
import { measureLookups } from './lookups.ts';
import { measureLongCase } from './long-case.ts';
import { measureRecords } from './records.ts';
import { measureRules } from './rules.ts';
import { measureSoundness } from './soundness.ts';
import { measureTables } from './tables.ts';
import { measureTransitions } from './transitions.ts';

const benches = {
  transitions: measureTransitions,
  rules: measureRules,
  agreement: measureAgreement,
  cases: measureLongCase,
  soundness: measureSoundness,
  tables: measureTables,
  records: measureRecords,
  lookups: measureLookups,
  http: measureHttp,
  canvas: measureCanvas,
};

const asked = process.argv.slice(2);
const { pack } = await loadPack('definitions/power-supply');
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const figure of await measure(pack)) {
    process.stdout.write(
      `${figure.name} = ${figure.value} ${figure.unit}\n  beside ${figure.peer}: ${figure.detail}\n`,
    );
    figures.push(figure);
  }
}
keep(figures, new URL('results.json', import.meta.url));
