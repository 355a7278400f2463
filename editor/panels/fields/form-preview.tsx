/** A step as each post sees it: who does it fills the form in, others see what the case holds. */
import { Alert } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { masked } from '@flowmeter/engine/rules/personal.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import type { Step } from '@flowmeter/engine/steps/registry.ts';
import type { Field } from '../../api/cases.ts';
import { useFormat } from '../../display/format.ts';
import { Facts } from '../../display/page.tsx';
import { FactForm } from '../../forms/fact-form.tsx';
import { useEntry } from '../../forms/use-entry.ts';
import { useSay } from '../../words/say.ts';
import { Choose, type OptionGroup } from '../inputs/choose.tsx';
import { type Panel, usePanel } from '../panel.ts';
import type { Form } from './form-edits.ts';

interface FormPreviewProps {
  form: Form;
  step: Step | undefined;
}

/** What somebody has to do with the step, and so what they see. */
type Sight = 'does' | 'works' | 'sees';

/** Not a post: those who may see the case for what they answer for. */
const OTHERS = '@others';

export function FormPreview({ form, step }: FormPreviewProps) {
  const { t } = useTranslation('forms');
  const panel = usePanel();
  const sights = useMemo(() => sightsOf(panel, step), [panel, step]);
  const [chosen, setChosen] = useState<string>();
  const viewer = chosen !== undefined && sights.has(chosen) ? chosen : firstOf(sights);
  const sight = sights.get(viewer) ?? 'sees';
  const fields = useMemo(() => fieldsOf(form, panel.around.facts), [form, panel]);
  return (
    <div className="form-preview">
      <div className="form-viewer">
        <span className="panel-label">{t('viewer')}</span>
        <Choose
          value={viewer}
          options={useViewers(sights)}
          onChange={setChosen}
          aria-label={t('viewer')}
        />
      </div>
      <Alert type="info" showIcon title={t(`sight.${sight}`)} />
      <div className="form-paper">
        {sight === 'does' ? (
          <Filled key={fields.map(({ id }) => id).join(' ')} fields={fields} />
        ) : (
          <Known fields={fields} isWhole={sight === 'works'} />
        )}
      </div>
    </div>
  );
}

/** By post: does it do this step, another one of the flow, or none? */
function sightsOf({ document, around }: Panel, step: Step | undefined): Map<string, Sight> {
  const working = new Set(Object.values(document.flow.steps).map(postOf));
  const starts = step?.kind !== undefined && postOf(step) === undefined;
  const sights = new Map<string, Sight>();
  if (starts) sights.set(ANYBODY, 'does');
  for (const { id } of around.posts) {
    const own = postOf(step) === id ? 'does' : working.has(id) ? 'works' : 'sees';
    sights.set(id, own);
  }
  sights.set(OTHERS, 'sees');
  return sights;
}

function postOf(step: Step | undefined): string | undefined {
  return step !== undefined && 'assign' in step ? step.assign?.post : undefined;
}

/** Where no post is named, e.g. whoever opens a case. */
const ANYBODY = '@anybody';

function firstOf(sights: ReadonlyMap<string, Sight>): string {
  return [...sights].find(([, sight]) => sight === 'does')?.[0] ?? OTHERS;
}

const order: readonly Sight[] = ['does', 'works', 'sees'];

function useViewers(sights: ReadonlyMap<string, Sight>): OptionGroup[] {
  const { t } = useTranslation('forms');
  const say = useSay();
  const { around } = usePanel();
  const named = new Map(around.posts.map(({ id, name }) => [id, say(name)]));
  const labelOf = (id: string) => {
    if (id === ANYBODY) return t('anybody');
    return id === OTHERS ? t('others') : (named.get(id) ?? id);
  };
  return order
    .map((sight) => ({
      label: t(`viewers.${sight}`),
      options: [...sights]
        .filter(([, one]) => one === sight)
        .map(([id]) => ({ value: id, label: labelOf(id) })),
    }))
    .filter(({ options }) => options.length > 0);
}

/** The form itself: what is typed is checked and not kept. */
function Filled({ fields }: { fields: readonly Field[] }) {
  const { t } = useTranslation('forms');
  const taken = useMemo(
    () => fields.map((field) => (field.readonly ? field : { ...field, value: null })),
    [fields],
  );
  const entry = useEntry(undefined, taken);
  const known = fields.filter(({ readonly }) => readonly);
  return (
    <>
      {known.length > 0 && (
        <section className="form-known" aria-label={t('known')}>
          <h3>{t('known')}</h3>
          <Shown fields={known} isWhole />
        </section>
      )}
      {fields.length === known.length && <p className="quiet">{t('nothing')}</p>}
      <FactForm fields={taken} entry={entry} />
    </>
  );
}

/** What was entered, as the case shows it to those who do not do the step. */
function Known({ fields, isWhole }: { fields: readonly Field[]; isWhole: boolean }) {
  const { t } = useTranslation('forms');
  return (
    <section className="form-known" aria-label={t('data')}>
      <h3>{t('data')}</h3>
      <Shown fields={fields} isWhole={isWhole} />
    </section>
  );
}

function Shown({ fields, isWhole }: { fields: readonly Field[]; isWhole: boolean }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Facts
      columns={2}
      items={fields.map(({ fact, value }) => {
        if (!isWhole && fact.personal === true && value !== null)
          return [say(fact.name), masked(value)];
        const unit = fact.unit === undefined ? '' : ` ${say(unitName(fact.unit))}`;
        return [say(fact.name), `${format.value(fact, value)}${unit}`];
      })}
    />
  );
}

/** With values that could stand there, as samples and domains have them. */
function fieldsOf(form: Form, facts: Readonly<Record<string, Fact>>): Field[] {
  return form.flatMap(({ fact: id, optional = false, readonly = false, ...shown }) => {
    const fact = facts[id];
    if (fact === undefined) return [];
    return {
      id,
      fact,
      required: !optional && !readonly,
      readonly,
      value: sampleOf(fact),
      ...shown,
    };
  });
}

function sampleOf(fact: Fact): Field['value'] {
  const [sample] = fact.samples ?? [];
  const isTime = fact.type === 'date' || fact.type === 'datetime';
  if (sample !== undefined && !isTime && fact.type !== 'list') return sample;
  return samples[fact.type](fact);
}

const samples: Record<Fact['type'], (fact: Fact) => Field['value']> = {
  string: ({ name }) => name.zh,
  text: ({ name }) => name.zh,
  number: ({ min }) => min ?? 0,
  integer: ({ min }) => min ?? 0,
  boolean: () => true,
  date: () => '2026-03-02',
  datetime: () => '2026-03-02T01:30:00.000Z',
  enum: ({ options }) => options?.[0]?.value ?? null,
  list: () => [],
};
