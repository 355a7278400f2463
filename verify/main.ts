/** Verifies a bundle by itself: `node verify/main.ts BUNDLE --keys FILE …`, with nothing of the server. */
import { verifyCommand } from './command.ts';

process.exitCode = await verifyCommand(process.argv.slice(2), {
  out: (words) => void process.stdout.write(`${words}\n`),
  err: (words) => void process.stderr.write(`${words}\n`),
});
