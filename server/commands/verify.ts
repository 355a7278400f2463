/** `flowmeter verify`: what the package of its own does (verify/), which takes nothing from the server. */
import { verifyCommand } from '@flowmeter/verify/command.ts';
import type { Command } from './command.ts';

export const verify: Command = {
  usage: 'BUNDLE --keys FILE [--last-checkpoint FILE] [--sample N]',
  help: {
    zh: '离线核验审计证据包；退出码见 docs/audit-bundle.md',
    en: 'verify a bundle of the audit log; exit codes are in docs/audit-bundle.md',
  },
  words: { least: 1, most: 1 },
  options: ['keys', 'last-checkpoint', 'sample'],
  required: ['keys'],
  run: ({ words, options }, terminal) => {
    const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value ?? '']);
    return verifyCommand([...words, ...given], terminal);
  },
};
