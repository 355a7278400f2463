/**
 * Closed periods: is each what two different people signed, does it add up, and does what corrects stand
 * beside what it corrects? The log says who did what in which order; the rows are held against it.
 */
import type { LineOf } from '@flowmeter/engine/audit-log/bundle.ts';
import { DAY_MS, dayNumber } from '@flowmeter/engine/calendar/zone.ts';
import { scoredBy } from '@flowmeter/engine/changes/independence.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { Closing, closingPayload, hashOfClosing } from '@flowmeter/engine/indicators/closing.ts';
import { parsePeriod } from '@flowmeter/engine/indicators/period.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { signatureFindings } from './check-entries.ts';
import { finding, type Finding } from './findings.ts';
import { humansIn } from './humans.ts';
import type { Keyring } from './keyring.ts';
import { sumFindings } from './recount-closing.ts';
import type { Told, ToldOfClosing } from './told.ts';

type ClosingLine = LineOf<'closing'>;

export interface ClosingsAround {
  keys: Keyring;
  told: Told;
  definitions: ReadonlyMap<string, Definition>;
  activations: readonly LineOf<'activation'>[];
  /** Approved versions, and since when each was in force. */
  since: ReadonlyMap<string, string>;
}

interface Around extends ClosingsAround {
  /** Are two accounts one human? */
  isSame: (one: string, other: string) => boolean;
}

export function judgeClosings(lines: readonly ClosingLine[], brought: ClosingsAround): Finding[] {
  const around = { ...brought, isSame: humansIn(brought.definitions) };
  const { closings: told } = around.told;
  const known = new Map(lines.map((line) => [line.id, line]));
  const twice = lines.filter((line) => known.get(line.id) !== line);
  const missing = [...told.keys()].filter((id) => !known.has(id));
  return [
    ...twice.map(({ id }) => finding('closing_differs', placeOf(id), { what: 'id' })),
    ...missing.map((id) => finding('closing_missing', placeOf(id), { closing: id })),
    ...lines.flatMap((line) => closingFindings(line, around)),
    ...orderFindings(known, told),
  ];
}

function closingFindings(line: ClosingLine, around: Around): Finding[] {
  const place = placeOf(line.id);
  const told = around.told.closings.get(line.id) ?? [];
  const read = Closing.safeParse(line.content);
  if (!read.success || !isWhole(line, read.data)) return [finding('closing_altered', place)];
  const found = toldFindings(line, told, place);
  if (line.state !== 'closed') return found;
  return [
    ...found,
    ...agreementFindings(line, told, around, place),
    ...basisFindings(line, read.data, around, place),
  ];
}

function isWhole({ scorecard, period, hash }: ClosingLine, closing: Closing): boolean {
  return (
    closing.scorecard === scorecard && closing.period === period && hashOfClosing(closing) === hash
  );
}

/** What ends a closing, by the state that it is in then. */
const ENDINGS = { closed: 'closed', refused: 'closing_refused' } as const;

/** The row against what the log tells of it, one way and the other. */
function toldFindings(line: ClosingLine, told: readonly ToldOfClosing[], place: Localized) {
  const proposed = told.find(({ what }) => what === 'closing_proposed');
  if (proposed === undefined) return [finding('closing_untold', place, { what: 'proposed' })];
  const endings = told.filter(({ what }) => what !== 'closing_proposed');
  const [ending] = endings;
  const isTold =
    line.state === 'proposed'
      ? ending === undefined
      : ending?.what === ENDINGS[line.state] && endings.length === 1;
  const pairs: [what: string, one: unknown, other: unknown][] = [
    ['by', line.by, proposed.actor],
    ['decided_by', line.decided_by, ending?.actor ?? null],
    ...told.flatMap((one): typeof pairs => [
      ['scorecard', `scorecard/${line.scorecard}`, one.object],
      ['period', line.period, one.period],
      ['hash', line.hash, one.hash],
    ]),
  ];
  const differs = new Set(pairs.filter(([, one, other]) => one !== other).map(([what]) => what));
  const found = [...differs].map((what) => finding('closing_differs', place, { what }));
  if (isTold) return found;
  const isAlone = line.state !== 'proposed' && ending === undefined;
  return isAlone
    ? [finding('closing_untold', place, { what: line.state })]
    : [...found, finding('closing_differs', place, { what: 'state' })];
}

/** By an auditor who is another person, is not scored by it, and signed. */
function agreementFindings(
  line: ClosingLine,
  told: readonly ToldOfClosing[],
  around: Around,
  place: Localized,
): Finding[] {
  const { signature, by } = line;
  const who = line.decided_by ?? by;
  const entry = told.find(({ what }) => what === ENDINGS.closed);
  const found: Finding[] = [];
  if (around.isSame(by, who)) found.push(finding('closing_own', place, { by: who }));
  if (gainersOf(line, around).some((one) => around.isSame(one, who))) {
    found.push(finding('closing_gains', place, { by: who }));
  }
  if (entry !== undefined && !entry.roles.includes('auditor')) {
    found.push(finding('closing_role', place, { by: who }));
  }
  if (signature === null) return [...found, finding('signature_missing', place)];
  const standing = around.keys.judge('closing', closingPayload(line), signature);
  return [...found, ...signatureFindings(standing, signature, place)];
}

/** Whom the scorecard scored, by the organisation of when it was agreed to. */
function gainersOf({ content, decided_at }: ClosingLine, around: Around): string[] {
  const card = around.definitions.get(String(content?.['hash']));
  const at = decided_at ?? '';
  return around.activations.flatMap(({ kind, hash, since, until }) => {
    if (kind !== 'organisation' || since > at || (until !== null && until < at)) return [];
    const org = around.definitions.get(hash);
    return org?.kind === 'organisation' && card?.kind === 'scorecard' ? scoredBy(card, org) : [];
  });
}

/** Of a period that was over, by versions that were approved, and as these have it. */
function basisFindings(
  line: ClosingLine,
  closing: Closing,
  { definitions, since }: Around,
  place: Localized,
): Finding[] {
  const hashes = [closing.hash, ...closing.items.map(({ hash }) => hash)];
  const foreign = hashes.filter((hash) => (since.get(hash) ?? '~') > line.at);
  const early = isOver(line) ? [] : [finding('closing_early', place, { period: line.period })];
  return [
    ...early,
    ...foreign.map((hash) => finding('closing_unapproved', place, { hash })),
    ...sumFindings(closing, definitions, place),
  ];
}

/** Days begin first where clocks are 14 hours ahead. */
const MOST_AHEAD_MS = 14 * 3_600_000;

/** Wherever its days are counted: was it over when it was put down? */
function isOver({ period, at }: ClosingLine): boolean {
  const read = parsePeriod(period);
  if (!read.ok) return false;
  const after = (dayNumber(read.value.to) ?? 0) + 1;
  return Date.parse(at) >= after * DAY_MS - MOST_AHEAD_MS;
}

/** Of a period each closing names the one before it, as the log has them. */
function orderFindings(lines: ReadonlyMap<string, ClosingLine>, told: Told['closings']): Finding[] {
  const closed = [...told].flatMap(([id, entries]) =>
    entries.filter(({ what }) => what === ENDINGS.closed).map((entry) => ({ id, ...entry })),
  );
  const last = new Map<string, string>();
  return closed
    .toSorted((one, other) => one.seq - other.seq)
    .flatMap(({ id, object, period }) => {
      const key = `${object} ${period}`;
      const before = last.get(key) ?? null;
      last.set(key, id);
      const corrects = lines.get(id)?.content?.['corrects'];
      if (corrects === undefined || corrects === before) return [];
      return [finding('closing_replaced', placeOf(id), { before: before ?? '-' })];
    });
}

function placeOf(id: string): Localized {
  return { zh: `关账 ${id}`, en: `closing ${id}` };
}
