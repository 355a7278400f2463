/** The step that waits, with its form, filled in with sample data, and everything that can be done there. */
import { Alert, Button, Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Visit } from '@flowmeter/engine/case/state.ts';
import type { Action } from '@flowmeter/engine/definition/examples.ts';
import { runningAt } from '@flowmeter/engine/simulation/called.ts';
import { createChance } from '@flowmeter/engine/simulation/chance.ts';
import type { Offer, OpenStep } from '@flowmeter/engine/simulation/open-steps.ts';
import { sampleFor } from '@flowmeter/engine/simulation/run-to-end.ts';
import { now, type Session } from '@flowmeter/engine/simulation/session.ts';
import { Instant } from '../../display/instant.tsx';
import { taking } from '../../forms/entry.ts';
import { FactForm, focusField } from '../../forms/fact-form.tsx';
import { useEntry } from '../../forms/use-entry.ts';
import { useSay } from '../../words/say.ts';
import { Asides } from './asides.tsx';
import { fieldsOf } from './fields.ts';
import { useDeedWords } from './deed-words.ts';
import { Held } from './held.tsx';
import type { Trial } from './use-trial.ts';

interface OpenStepProps {
  session: Session;
  open: OpenStep;
  trial: Trial;
}

export function OpenStepView({ session, open, trial }: OpenStepProps) {
  const [seed, setSeed] = useState(open.visit.seq);
  return (
    <div className="stack">
      <Notes session={session} open={open} />
      <Work
        key={seed}
        session={session}
        open={open}
        trial={trial}
        seed={seed}
        onOther={() => setSeed(seed + 1)}
      />
    </div>
  );
}

/** What has to be known before anything is done. */
function Notes({ session, open }: Omit<OpenStepProps, 'trial'>) {
  const { t } = useTranslation('trial');
  const say = useSay();
  const { awaits, performers, visit } = open;
  const [calendar] = session.flow.calendars.values();
  if (visit.incident !== undefined) {
    return <Alert type="warning" showIcon title={say(visit.incident.words)} />;
  }
  if (awaits === 'outside') {
    const isCalling = runningAt(visit).length > 0;
    return <p className="quiet">{t(isCalling ? 'called.waits' : 'at.outside')}</p>;
  }
  if (awaits === 'person') {
    return performers.length > 0 ? null : <Alert type="warning" showIcon title={t('at.nobody')} />;
  }
  if (visit.until === null || visit.until === undefined) {
    return <Alert type="warning" showIcon title={t('at.timeUnknown')} />;
  }
  return (
    <p className="quiet">
      {t('at.time')} <Instant at={visit.until} {...(calendar && { zone: calendar.zone })} />
    </p>
  );
}

interface WorkProps extends OpenStepProps {
  seed: number;
  onOther: () => void;
}

function Work({ session, open, trial, seed, onOther }: WorkProps) {
  const { t } = useTranslation('trial');
  const { form, visit, awaits, offers } = open;
  const { fields, entry } = useWorkForm(session, open, seed);
  const [by, setBy] = useState<string>();
  const [tried, setTried] = useState<Action>();
  const hasForm = taking(fields).length > 0;
  const choose = (offer: Offer) => {
    const enters = offer.do === offers[0]?.do && form.length > 0;
    const wrong = enters ? entry.attempt() : undefined;
    if (wrong !== undefined) return focusField(wrong);
    const { step, seq } = visit;
    const said = enters ? { data: entry.data() } : {};
    const words = wordsFor(offer, t('at.tried'));
    const action = { ...offer, ...words, step, seq, ...said, ...(by && { by }) };
    setTried(action);
    trial.act(action);
  };
  return (
    <>
      {awaits === 'person' && <Performer open={open} by={by} onChange={setBy} />}
      {awaits === 'person' && !hasForm && <p className="quiet">{t('at.noForm')}</p>}
      <FactForm fields={fields} entry={entry} disabled={trial.isBusy} />
      <div className="trial-ways">
        <EnterCalled visit={visit} trial={trial} />
        {offers.map((offer, index) => (
          <OfferButton
            key={JSON.stringify(offer)}
            open={open}
            offer={offer}
            isFirst={index === 0 && runningAt(visit).length === 0}
            isBusy={trial.isBusy}
            onChoose={() => choose(offer)}
          />
        ))}
        {hasForm && (
          <Button type="text" disabled={trial.isBusy} onClick={onOther}>
            {t('at.sample')}
          </Button>
        )}
        {awaits === 'person' && <Asides session={session} visit={visit} trial={trial} />}
      </div>
      {tried !== undefined && (
        <Held
          session={session}
          problems={trial.problems}
          isBusy={trial.isBusy}
          onPass={(overrides, person) => trial.act({ ...tried, overrides, by: person })}
        />
      )}
    </>
  );
}

/** The cases that this one has called can be tried out as well. */
function EnterCalled({ visit, trial }: { visit: Visit; trial: Trial }) {
  const { t } = useTranslation('trial');
  const [first, ...others] = runningAt(visit);
  if (first === undefined) return null;
  return [first, ...others].map((child) => (
    <Button
      key={child.index}
      type={child === first ? 'primary' : 'default'}
      disabled={trial.isBusy}
      onClick={() => trial.enter(visit, child)}
    >
      {others.length === 0 ? t('called.enter') : t('called.enterOne', { n: child.index + 1 })}
    </Button>
  ));
}

/** The form with sample data where the case knows nothing yet; asked anew, everywhere. */
function useWorkForm(session: Session, { form, visit }: OpenStep, seed: number) {
  const { state, at } = now(session);
  const fields = useMemo(
    () => fieldsOf(form, session.flow.facts, state.data),
    [form, session, state],
  );
  const suggested = useMemo(() => {
    const sample = sampleFor(session.flow, form, at, createChance(seed));
    return seed === visit.seq ? { ...sample, ...state.data } : sample;
  }, [session, form, at, seed, visit, state]);
  return { fields, entry: useEntry(undefined, fields, suggested) };
}

/** Reasons that the product wants to hear are given by the trial itself. */
function wordsFor(offer: Offer, words: string): Partial<Action> {
  if (offer.do === 'pause') return { reason: words, evidence: words };
  return offer.do === 'skip' || offer.do === 'reroute' ? { reason: words } : {};
}

interface PerformerProps {
  open: OpenStep;
  by: string | undefined;
  onChange: (person: string | undefined) => void;
}

/** Who does it: by itself the first who may. */
function Performer({ open: { performers }, by, onChange }: PerformerProps) {
  const { t } = useTranslation('trial');
  const say = useSay();
  const id = useId();
  const [first, second] = performers;
  if (first === undefined) return null;
  if (second === undefined) {
    return <p className="quiet">{t('at.by', { name: say(first.name) })}</p>;
  }
  const people = performers.map((one) => ({ value: one.id, label: say(one.name) }));
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {t('at.performer')}
      </label>
      <Select
        id={id}
        value={by ?? ''}
        options={[{ value: '', label: t('at.anybody') }, ...people]}
        onChange={(person: string) => onChange(person === '' ? undefined : person)}
      />
    </div>
  );
}

interface OfferButtonProps {
  open: OpenStep;
  offer: Offer;
  isFirst: boolean;
  isBusy: boolean;
  onChoose: () => void;
}

function OfferButton({ open, offer, isFirst, isBusy, onChoose }: OfferButtonProps) {
  const say = useSay();
  const deed = useDeedWords();
  const route = open.step?.routes.find(({ id }) => id === offer.route);
  const words = say(route?.name);
  const isRejection = route?.result === 'reject' || offer.with?.['verdict'] === 'reject';
  return (
    <Button
      type={isFirst ? 'primary' : offer.do === 'pause' ? 'text' : 'default'}
      danger={isRejection}
      disabled={isBusy}
      onClick={onChoose}
    >
      {words === '' ? deed(offer) : words}
    </Button>
  );
}
