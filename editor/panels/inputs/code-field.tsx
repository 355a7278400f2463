/** JSON as text, with numbers of lines; what is wrong is marked at its line, and listed with a way there. */
import { type KeyboardEvent, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, wordsOf } from '@flowmeter/engine/problem.ts';
import { useSay } from '../../words/say.ts';
import { useIsReadOnly } from '../panel.ts';
import type { Jump } from '../use-jump.ts';
import { ProblemNotes } from './field.tsx';
import { placeInMessage, placeOf, type TextPlace } from './json-places.ts';

/** Height of a line, px; the same as in the style sheet. */
const LINE = 18;
/** Space above the first line. */
const ABOVE = 6;

interface CodeFieldProps {
  label: string;
  text: string;
  problems: readonly Problem[];
  /** What is typed is not kept. */
  isWrong: boolean;
  /** A place that is asked for while it is on the screen. */
  jump?: Jump | undefined;
  onText: (text: string) => void;
  onBlur: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
}

interface Placed {
  problem: Problem;
  place: TextPlace;
}

export function CodeField(props: CodeFieldProps) {
  const { label, text, problems, isWrong, jump, onText, onBlur, onKeyDown } = props;
  const isReadOnly = useIsReadOnly();
  const field = useRef<HTMLTextAreaElement>(null);
  const [top, setTop] = useState(0);
  const placed = useMemo(
    () => problems.map((problem) => ({ problem, place: placeIn(text, problem) })),
    [text, problems],
  );
  const lines = useMemo(() => text.split('\n').length, [text]);
  const show = ({ from, to, line }: TextPlace) => {
    const held = field.current;
    if (held === null) return;
    held.focus({ preventScroll: true });
    held.setSelectionRange(from, to);
    held.scrollTop = Math.max(0, line * LINE + ABOVE - held.clientHeight / 3);
  };
  const lead = useEffectEvent(({ pointer }: Jump) => show(placeOf(text, pointer)));
  const [before] = useState(jump);
  useEffect(() => {
    if (jump !== undefined && jump !== before) lead(jump);
  }, [jump, before]);
  return (
    <div className="code">
      <div className="code-field" data-wrong={isWrong}>
        <Lines lines={lines} top={top} placed={placed} />
        <textarea
          ref={field}
          className="code-text"
          value={text}
          readOnly={isReadOnly}
          wrap="off"
          rows={Math.max(12, Math.min(28, lines))}
          spellCheck={false}
          aria-label={label}
          aria-invalid={isWrong}
          onChange={(event) => onText(event.target.value)}
          onScroll={(event) => setTop(event.currentTarget.scrollTop)}
          onBlur={onBlur}
          onKeyDown={onKeyDown}
        />
      </div>
      <Listed placed={placed} onShow={show} />
    </div>
  );
}

function placeIn(text: string, { at, code, details }: Problem): TextPlace {
  const { reason } = details;
  const said = code === 'not_json' && typeof reason === 'string' ? reason : '';
  return placeInMessage(text, said) ?? placeOf(text, at ?? '');
}

interface LinesProps {
  lines: number;
  /** How far it is scrolled, px. */
  top: number;
  placed: readonly Placed[];
}

/** So many numbers are drawn. */
const DRAWN = 64;

/** Those in sight, and the marks of what is wrong beside them. */
function Lines({ lines, top, placed }: LinesProps) {
  const say = useSay();
  const first = Math.max(0, Math.floor((top - ABOVE) / LINE) - 4);
  const drawn = Array.from({ length: Math.min(DRAWN, lines - first) }, (_, index) => first + index);
  return (
    <div className="code-lines" aria-hidden>
      <div style={{ transform: `translateY(${ABOVE + first * LINE - top}px)` }}>
        {drawn.map((line) => {
          const here = placed.filter(({ place }) => place.line === line);
          const isError = here.some(({ problem }) => problem.level === 'error');
          return (
            <div
              key={line}
              className="code-line"
              data-mark={here.length === 0 ? undefined : isError ? 'error' : 'warning'}
              title={here.map(({ problem }) => say(wordsOf(problem))).join('\n') || undefined}
            >
              {line + 1}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** So many are listed. */
const MOST_LISTED = 100;

function Listed({
  placed,
  onShow,
}: {
  placed: readonly Placed[];
  onShow: (at: TextPlace) => void;
}) {
  const { t } = useTranslation('grid');
  const listed = new Map(placed.map((one) => [JSON.stringify(one.problem), one]));
  return (
    <ul className="placed-problems">
      {[...listed].slice(0, MOST_LISTED).map(([key, { problem, place }]) => (
        <li key={key}>
          <button type="button" className="code-jump" onClick={() => onShow(place)}>
            {t('line', { line: place.line + 1 })}
          </button>
          {problem.at !== undefined && <code>{problem.at}</code>}
          <ProblemNotes problems={[problem]} />
        </li>
      ))}
    </ul>
  );
}
