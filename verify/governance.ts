/** What follows the entries in a bundle: changes, releases, what was in force, what was run, figures. */
import type { BundleLine, LineOf } from '@flowmeter/engine/audit-log/bundle.ts';
import type { ChangeEvent } from '@flowmeter/engine/changes/change.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { OrganisationDefinition } from '@flowmeter/engine/definition/organisation.ts';
import { samePerson } from '@flowmeter/engine/definition/same-person.ts';
import { placeOfEntry } from './check-entries.ts';
import { finding, type Finding } from './findings.ts';
import { judgeChange, placeOfChange } from './judge-change.ts';
import {
  judgeActivations,
  judgeExecution,
  judgeReleases,
  type InForce,
  type KnownChange,
} from './judge-releases.ts';
import { checkResults, type ResultCheck } from './judge-results.ts';
import type { Keyring } from './keyring.ts';
import type { Told } from './told.ts';

type GovernanceLine = Exclude<
  BundleLine,
  { type: 'bundle' | 'key' | 'entry' | 'checkpoint' | 'end' }
>;

export interface Governance {
  take(line: GovernanceLine): Finding[];
  end(): Finding[];
}

interface Parts {
  keys: Keyring;
  told: Told;
  sample: number | undefined;
  head: () => LineOf<'bundle'> | undefined;
}

interface Open {
  result: LineOf<'result'>;
  records: LineOf<'record'>[];
}

export function createGovernance({ keys, told, sample = Infinity, head }: Parts): Governance {
  const definitions = new Map<string, Definition>();
  const events = new Map<string, ChangeEvent[]>();
  const releases: LineOf<'release'>[] = [];
  const activations: LineOf<'activation'>[] = [];
  let inForce: InForce | undefined;
  let results: ResultCheck | undefined;
  let open: Open | undefined;
  let left = sample;

  /** Once no more of what it rests on can come. Adds what it finds. */
  function judged(findings: Finding[]): InForce {
    if (inForce !== undefined) return inForce;
    const at = head()?.at ?? '';
    const changes = judgeChanges(events, { keys, told, activations, definitions, at }, findings);
    findings.push(...judgeReleases(releases, keys, changes));
    inForce = judgeActivations(activations, changes, told);
    findings.push(...inForce.findings);
    return inForce;
  }

  function close(findings: Finding[]): void {
    if (open === undefined) return;
    const { hashes } = judged(findings);
    results ??= checkResults(definitions, hashes, head()?.zone ?? 'UTC');
    if (left > 0) findings.push(...results.judge(open.result, open.records));
    left -= 1;
    open = undefined;
  }

  return {
    take: (line) => {
      const findings: Finding[] = [];
      switch (line.type) {
        case 'definition':
          definitions.set(line.hash, line.content as unknown as Definition);
          break;
        case 'change':
          events.set(line.id, line.events);
          break;
        case 'release':
          releases.push(line);
          break;
        case 'activation':
          activations.push(line);
          break;
        case 'execution': {
          const found = judgeExecution(line, judged(findings), told);
          if (found !== undefined) findings.push(found);
          break;
        }
        case 'result':
          close(findings);
          open = { result: line, records: [] };
          break;
        case 'record':
          open?.records.push(line);
          break;
        default:
          line satisfies never;
      }
      return findings;
    },
    end: () => {
      const findings: Finding[] = [];
      close(findings);
      judged(findings);
      return [...findings, ...goneFindings(told, events), ...ownFindings(told)];
    },
  };
}

interface ChangesAround extends Pick<Parts, 'keys' | 'told'> {
  activations: readonly LineOf<'activation'>[];
  definitions: ReadonlyMap<string, Definition>;
  at: string;
}

function judgeChanges(
  events: ReadonlyMap<string, ChangeEvent[]>,
  { keys, told, activations, definitions, at }: ChangesAround,
  findings: Finding[],
): Map<string, KnownChange> {
  const organisations = [...definitions.values()].flatMap((one) => {
    const read = OrganisationDefinition.safeParse(one);
    return read.success ? [read.data] : [];
  });
  const isSame = (one: string, other: string) =>
    one === other || organisations.some((org) => samePerson(org, one, other));
  const changes = new Map<string, KnownChange>();
  for (const [id, happened] of events) {
    const [since] = activations.flatMap((one) => (one.change === id ? [one.since] : [])).toSorted();
    const told_ = told.changes.get(id) ?? [];
    const { change, findings: found } = judgeChange(id, happened, {
      ...{ keys, told: told_, isSame, since, at },
    });
    findings.push(...found);
    const isApproved = (change?.approvals.length ?? 0) > 0;
    changes.set(id, { change, events: happened, isApproved });
  }
  return changes;
}

/** Changes of which the log tells and which are not in the bundle. */
function goneFindings(told: Told, events: ReadonlyMap<string, unknown>): Finding[] {
  return [...told.changes.keys()]
    .filter((change) => !events.has(change))
    .map((change) => finding('change_missing', placeOfChange(change), { change }));
}

/** What was asked for and approved by one person. */
function ownFindings({ decidedOwn }: Told): Finding[] {
  return decidedOwn.map(({ seq, by, action }) =>
    finding('second_person_same', placeOfEntry(seq), { by, action }),
  );
}
