/** Each part of the evidence at a glance: a colour, an icon and a few words. */
import type { TFunction } from 'i18next';
import type { Evidence, EvidenceParts, PartName } from '../api/evidence.ts';
import type { MarkProps } from '../display/mark.tsx';
import { evidenceParts } from '../search.ts';

export type Look = Pick<MarkProps, 'colour' | 'icon'>;
export interface Glance extends Look {
  words: string;
}

type T = TFunction<'evidence'>;
type Content<N extends PartName> = NonNullable<EvidenceParts[N]['content']>;

export const looks = {
  good: { colour: 'green', icon: 'done' },
  doubt: { colour: 'amber', icon: 'over' },
  bad: { colour: 'red', icon: 'cross' },
  moved: { colour: 'violet', icon: 'changed' },
  absent: { colour: 'grey', icon: 'none' },
  running: { colour: 'blue', icon: 'run' },
} as const satisfies Record<string, Look>;

/** What matters most stands first. */
const order = ['red', 'blue', 'amber', 'violet', 'green', 'grey'];

export function glanceAt(name: PartName, { parts }: Evidence, t: T): Glance {
  const part = parts[name];
  if (part.state === 'none') return { ...looks.absent, words: t('none') };
  if (part.state === 'failed') return { ...looks.bad, words: t('failed') };
  if (part.state === 'running') {
    const { progress } = part;
    const words = progress === null || progress.of === 0 ? t('running') : t('progress', progress);
    return { ...looks.running, words };
  }
  const said = saying[name] as (content: never, t: T) => Glance;
  return said(part.content as never, t);
}

/** The look of the worst part. */
export function worstOf(evidence: Evidence, t: T): Look {
  const all = evidenceParts.map((name) => glanceAt(name, evidence, t));
  const [worst] = all.toSorted((a, b) => order.indexOf(a.colour) - order.indexOf(b.colour));
  return worst ?? looks.absent;
}

type Said<N extends PartName> = (content: Content<N>, t: T) => Glance;

const saying: { [N in PartName]: Said<N> } = {
  differences: (items, t) => {
    const count = items.reduce((sum, { differences }) => sum + differences.length, 0);
    return { ...looks.moved, words: t('verdict.differences', { items: items.length, count }) };
  },
  problems: ({ length: count }, t) =>
    count === 0
      ? { ...looks.good, words: t('verdict.noProblems') }
      : { ...looks.doubt, words: t('verdict.warnings', { count }) },
  soundness: (proofs, t) => {
    const all = proofs.flatMap(({ statements }) => statements);
    const proven = all.filter(({ verdict }) => verdict === 'proven').length;
    const isRefuted = all.some(({ verdict }) => verdict === 'refuted');
    if (proven === all.length)
      return { ...looks.good, words: t('verdict.proven', { count: proven }) };
    const words = t('verdict.notProven', { proven, all: all.length });
    return { ...(isRefuted ? looks.bad : looks.doubt), words };
  },
  analysis: (list, t) => {
    const count = list.flatMap(({ findings }) => findings).filter(({ known }) => !known).length;
    if (count > 0) return { ...looks.doubt, words: t('verdict.findings', { count }) };
    if (list.some(({ complete }) => !complete)) {
      return { ...looks.doubt, words: t('verdict.incomplete') };
    }
    return { ...looks.good, words: t('verdict.noFindings') };
  },
  examples: ({ passed, failures }, t) => {
    const count = failures.filter(({ known }) => !known).length;
    if (count > 0) return { ...looks.bad, words: t('verdict.failures', { count }) };
    return { ...looks.good, words: t('verdict.passed', { count: passed }) };
  },
  backtest: ({ rules }, t) => {
    const gained = rules.reduce((sum, one) => sum + one.gained.hits, 0);
    const lost = rules.reduce((sum, one) => sum + one.lost.hits, 0);
    if (gained + lost === 0) return { ...looks.good, words: t('verdict.noFlips') };
    return { ...looks.moved, words: t('verdict.flips', { gained, lost }) };
  },
  migration: (flows, t) => {
    const versions = flows.flatMap((flow) => flow.versions);
    const sum = (of: 'open' | 'tried' | 'could') => versions.reduce((all, one) => all + one[of], 0);
    const [open, tried, could] = [sum('open'), sum('tried'), sum('could')];
    if (tried === 0) return { ...looks.good, words: t('verdict.keep', { count: open }) };
    const words = t('verdict.movable', { could, tried });
    return { ...(could === tried ? looks.good : looks.doubt), words };
  },
  people: ({ pay, scores, hidden }, t) => {
    const paid = pay.length + hidden.pay;
    if (paid > 0) return { ...looks.doubt, words: t('verdict.pay', { count: paid }) };
    const count = scores.length + hidden.scores;
    if (count > 0) return { ...looks.moved, words: t('verdict.scores', { count }) };
    return { ...looks.good, words: t('verdict.noPeople') };
  },
};
