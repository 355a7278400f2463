/** What each line of a bundle says, handed to whoever judges it. */
import type { BundleLine, LineOf } from '@flowmeter/engine/audit-log/bundle.ts';
import { keyIdOf } from '@flowmeter/engine/audit-log/signature.ts';
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import { checkEntries, placeOfEntry, signatureFindings } from './check-entries.ts';
import { finding, type Finding } from './findings.ts';
import { createGovernance } from './governance.ts';
import type { Keyring } from './keyring.ts';
import { nothingTold, tell } from './told.ts';
import type { Brought } from './verifier.ts';

export interface Content {
  head: () => LineOf<'bundle'> | undefined;
  take(line: Exclude<BundleLine, { type: 'end' }>): Finding[];
  end: () => Finding[];
}

export function createContent(keys: Keyring, { kept, sample }: Brought): Content {
  const told = nothingTold();
  let head: LineOf<'bundle'> | undefined;
  const entries = checkEntries(() => head?.log, keys, kept);
  const governance = createGovernance({ keys, told, sample, head: () => head });

  function takeEntry({ entry }: LineOf<'entry'>): Finding[] {
    const found = entries.entry(entry);
    tell(told, entry);
    if (entry.action !== 'key.rotated') return found;
    const signer = { key: String(entry.details['from']) };
    const standing = keys.handOver(entry);
    return [...found, ...signatureFindings(standing, signer, placeOfEntry(entry.seq))];
  }

  return {
    head: () => head,
    take: (line) => {
      switch (line.type) {
        case 'bundle':
          head = line;
          return [];
        case 'key':
          return keyFindings(line);
        case 'entry':
          return takeEntry(line);
        case 'checkpoint':
          return entries.checkpoint(line);
        case 'definition':
          return [...definitionFindings(line), ...governance.take(line)];
        case 'change':
        case 'release':
        case 'activation':
        case 'execution':
        case 'closing':
        case 'result':
        case 'record':
          return governance.take(line);
        default:
          return line satisfies never;
      }
    },
    end: () => [...entries.end(head?.size ?? 0), ...governance.end()],
  };
}

function keyFindings({ key }: LineOf<'key'>): Finding[] {
  const place = { zh: `公钥 ${key.id}`, en: `key ${key.id}` };
  return keyIdOf(key.public_key) === key.id ? [] : [finding('key_misnamed', place)];
}

function definitionFindings({ hash, content }: LineOf<'definition'>): Finding[] {
  const { kind, id } = content;
  const place = { zh: `定义 ${kind}/${id}`, en: `definition ${kind}/${id}` };
  return hashOf(content as never) === hash ? [] : [finding('definition_altered', place)];
}
