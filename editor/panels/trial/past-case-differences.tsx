/** Where a past case would differ in the draft, in sentences; each leads to its step. */
import { Alert } from 'antd';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Retrace } from '../../api/past-cases.ts';
import { ProblemList } from '../../display/failure.tsx';
import { useFormat } from '../../display/format.ts';
import { Mark, type MarkIcon } from '../../display/mark.tsx';
import type { StateColour } from '../../theme/palette.ts';
import { useSay } from '../../words/say.ts';
import { useDeedWords } from './deed-words.ts';
import { useLimitWords } from './limit-words.ts';

interface DifferencesProps {
  retrace: Retrace;
  onShow: (step: string) => void;
}

export function Differences({ retrace, onShow }: DifferencesProps) {
  const { t } = useTranslation('trial');
  const lines = useLines(retrace);
  const { different, as_it_was: asItWas, notes } = retrace;
  return (
    <div className="stack">
      <h3 className="past-head">
        <Mark plain colour={different ? 'violet' : 'green'} icon={different ? 'changed' : 'done'}>
          {different ? t('past.differs', { n: lines.length }) : t('past.same')}
        </Mark>
        <Link to="/cases/$id" params={{ id: retrace.case.id }} search={{}}>
          {retrace.case.title || retrace.case.id}
        </Link>
      </h3>
      {!asItWas && <Alert type="warning" showIcon title={t('past.strayed')} />}
      <ul className="past-lines">
        {lines.map(({ key, words, step, colour, icon, kind }) => (
          <li key={key}>
            <Line step={step} onShow={onShow}>
              <Mark plain colour={colour} icon={icon}>
                {t(`past.kind.${kind}`)}
              </Mark>
              <span>{words}</span>
            </Line>
          </li>
        ))}
      </ul>
      {notes.length > 0 && <Notes notes={notes} onShow={onShow} />}
    </div>
  );
}

interface LineProps {
  /** A step of the draft, to be brought into sight. */
  step: string | undefined;
  onShow: (step: string) => void;
  children: ReactNode;
}

function Line({ step, onShow, children }: LineProps) {
  if (step === undefined) return <span className="past-line">{children}</span>;
  return (
    <button type="button" className="past-line" onClick={() => onShow(step)}>
      {children}
    </button>
  );
}

type Kind = 'path' | 'limit' | 'finding' | 'end' | 'person';

interface LineWords {
  key: string;
  words: string;
  step: string | undefined;
  kind: Kind;
  colour: StateColour;
  icon: MarkIcon;
}

const looks: Record<Kind, { colour: StateColour; icon: MarkIcon }> = {
  path: { colour: 'violet', icon: 'swap' },
  limit: { colour: 'amber', icon: 'clock' },
  finding: { colour: 'red', icon: 'over' },
  end: { colour: 'blue', icon: 'done' },
  person: { colour: 'grey', icon: 'changed' },
};

function useLines(retrace: Retrace): LineWords[] {
  const path = usePathWords();
  const limits = usePairWords();
  const ends = useEndWords();
  const found = useFindingWords();
  return [
    ...ends(retrace).map((words, at) => line('end', words, undefined, at)),
    ...retrace.path.flatMap((row, at) => {
      const step = row.exists ? row.step.id : undefined;
      return [
        ...path(row).map(({ kind, words }) => line(kind, words, step, at)),
        ...limits(row.limits, row).map((words) => line('limit', words, step, at)),
      ];
    }),
    ...limits(retrace.limits).map((words) => line('limit', words, undefined, 'case')),
    ...found(retrace).map(({ words, step }, at) => line('finding', words, step, at)),
  ];
}

function line(kind: Kind, words: string, step: string | undefined, at: number | string): LineWords {
  return { key: `${kind} ${at} ${words}`, words, step, kind, ...looks[kind] };
}

type PathRow = Retrace['path'][number];

function usePathWords(): (row: PathRow) => { kind: Kind; words: string }[] {
  const { t } = useTranslation('trial');
  const say = useSay();
  return ({ step: at, exists, then, now, changes }) => {
    const step = say(at.name);
    if (now === null) {
      return [{ kind: 'path', words: t(exists ? 'past.skipped' : 'past.gone', { step }) }];
    }
    if (then === null) return [{ kind: 'path', words: t('past.added', { step }) }];
    const pair = (what: 'route' | 'handler' | 'post') => {
      return { step, then: say(then[what]?.name) || '—', now: say(now[what]?.name) || '—' };
    };
    const said: { kind: Kind; words: string }[] = [];
    if (changes.includes('route')) {
      said.push({ kind: 'path', words: t('past.route', pair('route')) });
    }
    if (changes.includes('post'))
      said.push({ kind: 'person', words: t('past.post', pair('post')) });
    if (changes.includes('person')) {
      said.push({ kind: 'person', words: t('past.person', pair('handler')) });
    }
    return said;
  };
}

/** Of stays that are in both; elsewhere that the step is there, or not, says it all. */
function usePairWords(): (pairs: PathRow['limits'], row?: PathRow) => string[] {
  const { t } = useTranslation('trial');
  const say = useSay();
  const limit = useLimitWords();
  return (pairs, row) => {
    if (row !== undefined && (row.then === null || row.now === null)) return [];
    const step = row === undefined ? t('timers.case') : say(row.step.name);
    return pairs
      .filter(({ changed }) => changed)
      .map(({ then, now }) => t('past.limit', { step, then: limit(then), now: limit(now) }));
  };
}

function useEndWords(): (retrace: Retrace) => string[] {
  const { t } = useTranslation('trial');
  const say = useSay();
  const format = useFormat();
  return ({ outcome, ended_at: ended }) => {
    const words: string[] = [];
    if (outcome.then?.id !== outcome.now?.id) {
      const name = (one: typeof outcome.now) => say(one?.name) || t('past.open');
      words.push(t('past.outcome', { then: name(outcome.then), now: name(outcome.now) }));
    }
    if (ended.then !== null && ended.now !== null && ended.then !== ended.now) {
      const [then, now] = [format.instant(ended.then), format.instant(ended.now)];
      words.push(t('past.endedAt', { then, now }));
    }
    return words;
  };
}

function useFindingWords(): (retrace: Retrace) => { words: string; step: string | undefined }[] {
  const { t } = useTranslation('trial');
  const say = useSay();
  return ({ findings }) =>
    findings
      .filter(({ side }) => side !== 'both')
      .map(({ rule, step, side }) => {
        const place = say(step?.name) || t('timers.case');
        const words = t(side === 'now' ? 'past.foundNow' : 'past.foundThen', {
          rule: say(rule.name),
          place,
        });
        return { words, step: step?.id };
      });
}

type Note = Retrace['notes'][number];

/** What could not be done again as it was done, and why. */
function Notes({ notes, onShow }: { notes: readonly Note[]; onShow: (step: string) => void }) {
  const { t } = useTranslation('trial');
  const words = useNoteWords();
  return (
    <section className="stack" aria-label={t('past.notes')}>
      <h3>
        {t('past.notes')} <span className="section-count">{notes.length}</span>
      </h3>
      <ul className="past-lines">
        {notes.map((note) => (
          <li key={JSON.stringify(note)}>
            <Line step={note.what === 'gone' ? undefined : note.step?.id} onShow={onShow}>
              <span>{words(note)}</span>
            </Line>
            {note.problems.length > 0 && <ProblemList problems={note.problems} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function useNoteWords(): (note: Note) => string {
  const { t } = useTranslation('trial');
  const say = useSay();
  const deed = useDeedWords();
  return ({ what, step: at, do: done, route, taken, person, facts }) => {
    const step = say(at?.name) || t('timers.case');
    return t(`past.note.${what}`, {
      step,
      deed: done === null ? '' : deed({ do: done }),
      route: say(route?.name),
      taken: say(taken?.name),
      person: say(person?.name),
      facts: facts.map(({ name }) => say(name)).join(t('past.comma')),
    });
  };
}
