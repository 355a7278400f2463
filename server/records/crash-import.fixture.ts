/**
 * Imports a file and kills itself at the n-th step that touches the disk's order of things: a rename or a
 * write-through. `node crash-import.fixture.ts FOLDER FILE N`; N = 0: not at all.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { importRecords } from './import.ts';
import { hour, parcel } from './records.fixture.ts';

const [folder = '', path = '', when = '0'] = process.argv.slice(2);
let steps = 0;

for (const name of ['renameSync', 'fsyncSync', 'writeFileSync'] as const) {
  const original = fs[name] as (...given: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...given: unknown[]) => {
      if (++steps === Number(when)) process.kill(process.pid, 'SIGKILL');
      return original(...given);
    },
  });
}
syncBuiltinESMExports();

const at = hour(2);
await importRecords(folder, {
  definition: parcel,
  hash: 'h',
  path,
  name: 'f',
  id: 'b',
  at,
  by: 'ada',
  knownAt: at,
});
process.stdout.write(String(steps));
