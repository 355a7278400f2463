/** What follows the entries in a bundle: changes, releases, what was in force, what was run, figures. */
import type { BundleLine, LineOf } from '@flowmeter/engine/audit-log/bundle.ts';
import type { WrittenEvent } from '@flowmeter/engine/changes/written.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { placeOfEntry } from './check-entries.ts';
import { finding, type Finding } from './findings.ts';
import { humansIn } from './humans.ts';
import { judgeClosings } from './judge-closings.ts';
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
  const events = new Map<string, WrittenEvent[]>();
  const releases: LineOf<'release'>[] = [];
  const activations: LineOf<'activation'>[] = [];
  const closings: LineOf<'closing'>[] = [];
  const figures = createFigures(sample, () => {
    const { inForce: known, found } = judged();
    return { found, check: checkResults(definitions, known.hashes, head()?.zone ?? 'UTC') };
  });
  let inForce: InForce | undefined;

  /** Once no more of what it rests on can come; what is wrong is said once. */
  function judged(): { inForce: InForce; found: Finding[] } {
    if (inForce !== undefined) return { inForce, found: [] };
    const around = { keys, told, activations, definitions, at: head()?.at ?? '' };
    const { changes, found } = judgeChanges(events, around);
    inForce = judgeActivations(activations, changes, told);
    return {
      inForce,
      found: [...found, ...judgeReleases(releases, keys, changes), ...inForce.findings],
    };
  }

  return {
    take: (line) => {
      switch (line.type) {
        case 'definition':
          definitions.set(line.hash, line.content as unknown as Definition);
          return [];
        case 'change':
          events.set(line.id, line.events);
          return [];
        case 'release':
          releases.push(line);
          return [];
        case 'activation':
          activations.push(line);
          return [];
        case 'execution': {
          const known = judged();
          return [...known.found, ...judgeExecution(line, known.inForce, told)];
        }
        case 'closing':
          closings.push(line);
          return [];
        case 'result':
          return figures.begin(line);
        case 'record':
          return figures.add(line);
        default:
          return line satisfies never;
      }
    },
    end: () => {
      const known = judged();
      const { since } = known.inForce;
      const closed = judgeClosings(closings, { keys, told, definitions, activations, since });
      const found = [...figures.close(), ...known.found, ...closed];
      return [...found, ...goneFindings(told, events), ...ownFindings(told)];
    },
  };
}

/** Each figure with its records, worked out again when they are all there; so many of them. */
function createFigures(most: number, prepare: () => { found: Finding[]; check: ResultCheck }) {
  let check: ResultCheck | undefined;
  let open: Open | undefined;
  let left = most;

  function close(): Finding[] {
    if (open === undefined) return [];
    const { result, records } = open;
    open = undefined;
    const { found, check: made } = check === undefined ? prepare() : { found: [], check };
    check = made;
    left -= 1;
    return left < 0 ? found : [...found, ...made.judge(result, records)];
  }

  return {
    close,
    begin: (result: LineOf<'result'>): Finding[] => {
      const found = close();
      open = { result, records: [] };
      return found;
    },
    add: (record: LineOf<'record'>): Finding[] => {
      open?.records.push(record);
      return [];
    },
  };
}

interface ChangesAround extends Pick<Parts, 'keys' | 'told'> {
  activations: readonly LineOf<'activation'>[];
  definitions: ReadonlyMap<string, Definition>;
  at: string;
}

function judgeChanges(
  events: ReadonlyMap<string, WrittenEvent[]>,
  { keys, told, activations, definitions, at }: ChangesAround,
): { changes: Map<string, KnownChange>; found: Finding[] } {
  const isSame = humansIn(definitions);
  const changes = new Map<string, KnownChange>();
  const found: Finding[] = [];
  for (const [id, happened] of events) {
    const taken = activations.flatMap((one) => (one.change === id ? [one.since] : []));
    const [since] = taken.toSorted();
    const toldOf = told.changes.get(id) ?? [];
    const judged = judgeChange(id, happened, { keys, told: toldOf, isSame, since, at });
    found.push(...judged.findings);
    const isApproved = (judged.change?.approvals.length ?? 0) > 0;
    changes.set(id, { change: judged.change, events: happened, isApproved });
  }
  return { changes, found };
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
