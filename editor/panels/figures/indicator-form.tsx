/** An indicator by its parts: what it is, which records, what of them, the target, the score. */
import { useTranslation } from 'react-i18next';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { all, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { isBuiltinRecord } from '@flowmeter/engine/definition/ruleset.ts';
import { measureNamed, measures } from '@flowmeter/engine/indicators/measures.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { useSay } from '../../words/say.ts';
import { ConditionEditor } from '../condition.tsx';
import { Choose, ChooseMany, useOptions } from '../inputs/choose.tsx';
import { ExactProblems, Field } from '../inputs/field.tsx';
import { FigureInput, TextInput } from '../inputs/text-input.tsx';
import { type IndicatorPort, useIndicatorTerms } from './desk.ts';
import { CountedRecord } from './counted-record.tsx';
import { IndicatorAbout } from './indicator-about.tsx';
import { FactField } from './fact-field.tsx';
import { FormPart } from './form-part.tsx';
import { LadderPart } from './ladder-part.tsx';

export interface IndicatorFormProps {
  indicator: IndicatorDefinition;
  pack: Pack;
  port: IndicatorPort;
  /** Is it in force already? Then others speak of it by its key. */
  isKnown: boolean;
  /** The newest figure, to be shown on the ladder. */
  figure: number | null;
}

export function IndicatorForm(props: IndicatorFormProps) {
  const { t } = useTranslation('figures');
  return (
    <div className="figure-form" role="group" aria-label={t('form.label')}>
      <CountedPart {...props} />
      <MeasurePart {...props} />
      <LadderPart {...props} />
      <IndicatorAbout {...props} />
    </div>
  );
}

const DATES = ['date', 'datetime'];
const NUMBERS = ['number', 'integer'];

/** Which records are counted, and in which period. */
function CountedPart({ indicator, pack, port }: IndicatorFormProps) {
  const { t } = useTranslation('figures');
  const terms = useIndicatorTerms(indicator, pack);
  const { record, flows, where, period_by } = indicator.over;
  const change = (part: string, value: unknown, burst?: string) =>
    port.perform({ do: 'change', args: { path: ['over', part], value } }, burst);
  return (
    <FormPart title={t('form.counted')}>
      <div className="rule-form-row">
        <CountedRecord indicator={indicator} pack={pack} port={port} />
        <FactField
          label={t('form.period')}
          help={t('form.periodHelp')}
          value={period_by}
          types={DATES}
          terms={terms}
          at="/over/period_by"
          onChange={(fact) => change('period_by', fact)}
        />
      </div>
      {(isBuiltinRecord(record) || flows !== undefined) && (
        <FlowsField indicator={indicator} pack={pack} port={port} />
      )}
      <Field
        label={t('form.where')}
        at="/over/where"
        help={where === undefined ? t('form.whereHelp') : undefined}
        isGroup
      >
        {() => (
          <ConditionEditor
            label={t('form.where')}
            value={where}
            terms={terms}
            at="/over/where"
            onChange={(next, burst) => change('where', next, burst)}
          />
        )}
      </Field>
    </FormPart>
  );
}

/** All flows and logs where none is chosen. */
function FlowsField({
  indicator,
  pack,
  port,
}: Pick<IndicatorFormProps, 'indicator' | 'pack' | 'port'>) {
  const { t } = useTranslation('figures');
  const optionsOf = useOptions();
  const named = all(pack, 'flow').map(({ id, name }) => ({ id, name }));
  const change = (value: string[] | undefined) =>
    port.perform({ do: 'change', args: { path: ['over', 'flows'], value } });
  return (
    <Field label={t('form.flows')} at="/over/flows" help={t('form.flowsHelp')} isGroup>
      {(tied) => (
        <ChooseMany
          value={indicator.over.flows ?? []}
          options={optionsOf(named)}
          placeholder={t('form.allFlows')}
          takesAny
          onChange={(ids) => change(ids.length === 0 ? undefined : ids)}
          aria-labelledby={tied['aria-labelledby']}
        />
      )}
    </Field>
  );
}

/** What becomes of them: how they make one figure. */
function MeasurePart({ indicator, pack, port }: IndicatorFormProps) {
  const { t } = useTranslation('figures');
  const say = useSay();
  const { measure } = indicator;
  const row = measureNamed(measure.measure);
  const options = Object.entries(measures).map(([value, { name }]) => ({
    value,
    label: say(name),
    note: t(`measure.${value as keyof typeof measures}`),
    search: `${name.zh} ${name.en}`,
  }));
  return (
    <FormPart title={t('form.measured')}>
      <div className="rule-form-row">
        <Field label={t('form.measure')} at="/measure/measure" isGroup>
          {(tied) => (
            <Choose
              value={row === undefined ? undefined : measure.measure}
              options={options}
              listWidth={380}
              onChange={(name) =>
                name !== undefined && port.perform({ do: 'changeMeasure', args: { measure: name } })
              }
              aria-labelledby={tied['aria-labelledby']}
            />
          )}
        </Field>
        <FigureFormat indicator={indicator} port={port} />
      </div>
      <ExactProblems at="/measure" />
      <MeasureNeeds indicator={indicator} pack={pack} port={port} />
    </FormPart>
  );
}

/** What the measure needs besides: a condition, a fact, which percentile. */
function MeasureNeeds({
  indicator,
  pack,
  port,
}: Pick<IndicatorFormProps, 'indicator' | 'pack' | 'port'>) {
  const { t } = useTranslation(['figures', 'panels']);
  const terms = useIndicatorTerms(indicator, pack);
  const { measure } = indicator;
  const row = measureNamed(measure.measure);
  const takes = new Set<string>([...(row?.needs ?? []), ...(row?.takes ?? [])]);
  const change = (part: string, value: unknown, burst?: string) =>
    port.perform({ do: 'change', args: { path: ['measure', part], value } }, burst);
  const isOptional = row?.takes?.includes('of') ?? false;
  return (
    <>
      {takes.has('of') && (
        <Field
          label={t('form.of')}
          at="/measure/of"
          help={isOptional ? t('form.ofHelp') : undefined}
          isGroup
        >
          {() => (
            <ConditionEditor
              label={t('form.of')}
              value={measure.of}
              terms={terms}
              at="/measure/of"
              onChange={(next, burst) => change('of', next, burst)}
            />
          )}
        </Field>
      )}
      {takes.has('fact') && (
        <FactField
          label={t('form.fact')}
          value={measure.fact}
          types={NUMBERS}
          terms={terms}
          at="/measure/fact"
          onChange={(fact) => change('fact', fact)}
        />
      )}
      {takes.has('p') && (
        <Field label={t('form.percentile')} at="/measure/p">
          {(tied) => (
            <FigureInput
              value={measure.p}
              within={(p) => p >= 0 && p <= 100}
              refusal={t('form.percentileWrong')}
              write={(p, burst) => change('p', p, burst)}
              {...tied}
            />
          )}
        </Field>
      )}
    </>
  );
}

/** Its unit, and how exactly it is written. */
function FigureFormat({ indicator, port }: Pick<IndicatorFormProps, 'indicator' | 'port'>) {
  const { t } = useTranslation(['figures', 'panels']);
  const say = useSay();
  const shown = say(unitName(indicator.unit));
  const change = (part: string, value: unknown, burst?: string) =>
    port.perform({ do: 'change', args: { path: [part], value } }, burst);
  return (
    <div className="figure-format">
      <Field
        label={t('form.unit')}
        at="/unit"
        help={shown === indicator.unit ? undefined : t('form.unitShown', { unit: shown })}
      >
        {(tied) => (
          <TextInput
            value={indicator.unit}
            maxLength={16}
            write={(unit, burst) => change('unit', unit, burst)}
            {...tied}
          />
        )}
      </Field>
      <Field label={t('form.decimals')} at="/decimals">
        {(tied) => (
          <FigureInput
            value={indicator.decimals}
            isInteger
            within={(places) => places >= 0 && places <= 6}
            refusal={t('form.decimalsWrong')}
            write={(places, burst) => change('decimals', places, burst)}
            {...tied}
          />
        )}
      </Field>
    </div>
  );
}
