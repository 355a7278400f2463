/** Trying out a case on a flow as it is being edited; below the canvas, which shows where the case is. */
import { Alert } from 'antd';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OpenStep, openSteps } from '@flowmeter/engine/simulation/open-steps.ts';
import { now, type Session } from '@flowmeter/engine/simulation/session.ts';
import { type Marks, noMarks } from '../../canvas/marks.ts';
import { Mark } from '../../display/mark.tsx';
import { Tabs } from '../../display/tabs.tsx';
import { useSay } from '../../words/say.ts';
import { Begin } from './begin.tsx';
import { Data } from './data.tsx';
import { Findings } from './findings.tsx';
import { Inside } from './inside.tsx';
import { marksOf, marksWithin } from './marks.ts';
import { OpenStepView } from './open-step.tsx';
import { Path } from './path.tsx';
import { Refused } from './refused.tsx';
import { SaveExample } from './save-example.tsx';
import { Timers } from './timers.tsx';
import { TrialTools } from './tools.tsx';
import { usePlay } from './use-play.ts';
import type { Trial, TrialNotice } from './use-trial.ts';

export interface TrialPanelProps {
  trial: Trial;
  /** Where the case went and is, to be drawn over the flow; none once the trial is closed. */
  onMarks: (marks: Marks) => void;
  /** Brings a step into sight. */
  onShow: (step: string) => void;
  /** Steps at which the trial stops; also chosen on the canvas. */
  stops: readonly string[];
  onStops: (stops: string[]) => void;
}

export function TrialPanel({ trial, onMarks, onShow, stops, onStops }: TrialPanelProps) {
  const { t } = useTranslation('trial');
  const { session } = trial;
  const { callers } = trial;
  const depth = callers.length;
  const [looked, setLooked] = useState<{ point: number; depth: number }>();
  const last = (session?.points.length ?? 1) - 1;
  const shown = Math.min(looked?.depth === depth ? looked.point : last, last);
  useCaseOnCanvas({ session, callers }, { at: shown, stops }, { onMarks, onShow });
  if (!trial.flow.ok) {
    return (
      <div className="trial" role="region" aria-label={t('title')}>
        <p>{t('broken')}</p>
        <Refused problems={trial.flow.problems} />
      </div>
    );
  }
  return (
    <div className="trial" role="region" aria-label={t('title')}>
      {session === undefined ? (
        <Begin flow={trial.flow.value} problems={trial.problems} onBegin={trial.begin} />
      ) : (
        <Running
          trial={trial}
          session={session}
          shown={shown}
          onLook={(point) => setLooked(point === last ? undefined : { point, depth })}
          stops={depth === 0 ? stops : noStops}
          onStops={onStops}
        />
      )}
    </div>
  );
}

/** The steps of another flow are none of this one. */
const noStops: readonly string[] = [];

interface RunningProps {
  trial: Trial;
  session: Session;
  shown: number;
  onLook: (point: number) => void;
  stops: readonly string[];
  onStops: (stops: string[]) => void;
}

function Running({ trial, session, shown, onLook, stops, onStops }: RunningProps) {
  const [isSaving, setIsSaving] = useState(false);
  const play = usePlay({ trial, session, shown, onLook, stops });
  const last = session.points.length - 1;
  return (
    <>
      <TrialTools
        trial={trial}
        session={session}
        play={play}
        stops={stops}
        onStops={onStops}
        onSave={() => setIsSaving(true)}
      />
      <Inside trial={trial} session={session} />
      <div className="trial-parts">
        <Now trial={trial} session={session} />
        <Path
          session={session}
          shown={shown}
          onShow={onLook}
          onBackTo={(point) => {
            trial.backTo(point);
            onLook(last);
          }}
        />
        <div className="trial-part">
          <Findings session={session} />
          <Timers session={session} />
          <Data session={session} trial={trial} />
        </div>
      </div>
      {isSaving && <SaveExample session={session} onClose={() => setIsSaving(false)} />}
    </>
  );
}

/** Where the case is, and what can be done there. */
function Now({ trial, session }: { trial: Trial; session: Session }) {
  const { t } = useTranslation('trial');
  const open = openSteps(session);
  return (
    <section className="trial-part trial-now" aria-label={t('at.title')}>
      <Told trial={trial} session={session} />
      {now(session).state.status === 'ended' ? (
        <Ended session={session} />
      ) : (
        <OpenSteps key={session.points.length} trial={trial} session={session} open={open} />
      )}
    </section>
  );
}

function Told({ trial: { notice, problems }, session }: { trial: Trial; session: Session }) {
  const words = useNoticeWords(session);
  if (notice === undefined) return <Refused problems={problems} />;
  return (
    <div className="stack">
      <Alert
        type={notice.what === 'stopped' ? 'info' : 'warning'}
        showIcon
        role="status"
        title={words(notice)}
      />
      <Refused problems={problems} />
    </div>
  );
}

function useNoticeWords({ flow: { flow } }: Session): (notice: TrialNotice) => string {
  const { t } = useTranslation('trial');
  const say = useSay();
  return (notice) => {
    if (notice.what === 'stopped') {
      return t('run.stopped', { step: say(flow.steps[notice.step]?.name) || notice.step });
    }
    if ('point' in notice) {
      return t(notice.what === 'edited' ? 'data.edited' : 'changed', { n: notice.point });
    }
    return t(`run.${notice.what}`);
  };
}

function Ended({ session }: { session: Session }) {
  const { t } = useTranslation('trial');
  const say = useSay();
  const { state } = now(session);
  const outcome = state.status === 'ended' ? state.outcome : '';
  const words = session.flow.flow.outcomes.find(({ id }) => id === outcome)?.name;
  return (
    <div className="stack">
      <h3>
        <Mark colour="green" icon="done" plain>
          {t('ended.title')}
        </Mark>
      </h3>
      <p>{t('ended.outcome', { outcome: say(words) || outcome })}</p>
    </div>
  );
}

interface OpenStepsProps {
  trial: Trial;
  session: Session;
  open: readonly OpenStep[];
}

/** Steps side by side are tabs; one alone has its name over it. */
function OpenSteps({ trial, session, open }: OpenStepsProps) {
  const { t } = useTranslation('trial');
  const say = useSay();
  const [chosen, setChosen] = useState(String(open[0]?.visit.seq));
  const current = open.find(({ visit }) => String(visit.seq) === chosen) ?? open[0];
  if (current === undefined) return <p className="quiet">{t('run.stuck')}</p>;
  const nameOf = ({ step, visit }: OpenStep) => say(step?.name) || visit.step;
  const content: ReactNode = (
    <OpenStepView key={current.visit.seq} session={session} open={current} trial={trial} />
  );
  if (open.length === 1) {
    return (
      <>
        <h3>{nameOf(current)}</h3>
        {content}
      </>
    );
  }
  const tabs = open.map((one) => ({ key: String(one.visit.seq), words: nameOf(one) }));
  return (
    <Tabs
      label={t('at.several')}
      tabs={tabs}
      current={String(current.visit.seq)}
      onChoose={setChosen}
    >
      {content}
    </Tabs>
  );
}

/** The case is drawn over the flow, and the step that it came to is brought into sight. */
function useCaseOnCanvas(
  { session, callers }: Pick<Trial, 'session' | 'callers'>,
  looked: { at: number; stops: readonly string[] },
  { onMarks, onShow }: Pick<TrialPanelProps, 'onMarks' | 'onShow'>,
): void {
  const { at: shown, stops } = looked;
  const point = session?.points[shown];
  const draw = useEffectEvent((marks: Marks) => onMarks(marks));
  const look = useEffectEvent((step: string) => onShow(step));
  const isInside = callers.length > 0;
  useEffect(() => {
    if (session === undefined) return draw(noMarks);
    const own = marksOf(session, { at: shown, stops: isInside ? [] : stops });
    draw(marksWithin(callers, own, { at: shown, stops }));
  }, [session, callers, isInside, shown, stops]);
  useEffect(() => {
    if (isInside) return;
    const visits = point?.state.visits ?? [];
    const at = visits.findLast(({ status }) => status === 'open') ?? visits.at(-1);
    if (at !== undefined) look(at.step);
  }, [point, isInside]);
  useEffect(() => () => draw(noMarks), []);
}
