/** Says the selection to a screen reader. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { type FlowDocument, lineOf, routeAt } from '../document/document.ts';
import { useSay } from '../words/say.ts';
import type { Badge } from './drawing.ts';
import type { Marks } from './marks.ts';
import { useEdit, useView } from './port.ts';
import { routeWords } from './route-words.ts';
import { useSentence } from './step-words.ts';
import { useSurroundings } from './surroundings.ts';

interface SpokenProps {
  document: FlowDocument;
  marks: Marks;
  badges: Readonly<Record<string, Badge>>;
}

export function Spoken({ document, marks, badges }: SpokenProps) {
  const { t } = useTranslation('canvas');
  const steps = useView((view) => view.steps);
  const routes = useView((view) => view.routes);
  const sentence = useSentence();
  const route = useRouteSentence(document.flow, [...routes][0]);
  const [step] = steps;
  let words = '';
  if (steps.size > 1) words = t('selected', { n: steps.size + routes.size });
  else if (step !== undefined) {
    words = sentence(document.flow, step, badges[step], marks.steps[step]);
  } else if (routes.size > 0) words = route;
  return (
    <>
      <div className="unseen" role="status" aria-live="polite">
        {words}
      </div>
      <div className="unseen" role="status" aria-live="polite">
        {useDone()}
      </div>
    </>
  );
}

/** What was last done to the flow, or taken back. A burst of typing is said once. */
function useDone(): string {
  const { t } = useTranslation('canvas');
  const say = useSay();
  const edit = useEdit();
  const [done, setDone] = useState<Done>();
  const { undo = null, redo = null } = edit?.labels() ?? {};
  const before = useRef(undo);
  useEffect(() => {
    const then = before.current;
    before.current = undo;
    if (redo !== null && redo === then) setDone({ what: redo, isUndone: true });
    else if (undo !== null && undo !== then) setDone({ what: undo, isUndone: false });
  }, [undo, redo]);
  if (done === undefined) return '';
  return t(done.isUndone ? 'undone' : 'done', { what: say(done.what) });
}

interface Done {
  what: Localized;
  isUndone: boolean;
}

function useRouteSentence(flow: FlowDocument['flow'], key: string | undefined): string {
  const { t } = useTranslation('canvas');
  const say = useSay();
  const surroundings = useSurroundings();
  const line = key === undefined ? undefined : lineOf(key);
  if (line === undefined || !('step' in line)) return '';
  const route = routeAt(flow, line);
  if (route === undefined) return '';
  const from = say(flow.steps[line.step]?.name);
  const to = say(flow.steps[route.to]?.name);
  const words = say(routeWords(flow, line.step, route, surroundings));
  return t('routeSentence', { from, to, words: words === '' ? t('withoutWords') : words });
}
