/** The fields of a limit, one row each: nothing of a limit can be left out here. */
import { Radio } from 'antd';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Basis } from '@flowmeter/engine/definition/header.ts';
import { type Layer, layers, type Limit } from '@flowmeter/engine/definition/limit.ts';
import { ConditionEditor } from '../condition.tsx';
import { useConditionTerms } from '../condition/terms.ts';
import { Choose } from '../inputs/choose.tsx';
import { DayInput } from '../inputs/day-input.tsx';
import { Field, Shown } from '../inputs/field.tsx';
import { FigureInput } from '../inputs/text-input.tsx';
import { WordsInput } from '../inputs/words-input.tsx';
import { EscalatePart } from './escalations.tsx';
import { RemindersPart } from './reminders.tsx';
import { CalendarChoice, isTime, UnitChoice } from './wait-time.tsx';

export interface LimitPartProps {
  limit: Limit;
  /** Sets a value at a path inside the limit; undefined takes it away. */
  change: (value: unknown, path: (string | number)[], burst?: string) => void;
  at: string | undefined;
}

/**
 * May a limit of the layer have a basis of the kind? Typical practice is never shown as a regulation or a
 * promise.
 */
export function mayStandOn(layer: Layer, kind: Limit['basis']['kind']): boolean {
  return kind !== 'typical' || layer === 'internal';
}

function LayerPart({ limit, change, at }: LimitPartProps) {
  const { t } = useTranslation('panels');
  const { t: shown } = useTranslation('display');
  const isTypical = limit.basis.kind === 'typical';
  return (
    <Field
      label={t('limit.layer')}
      at={at && `${at}/layer`}
      help={isTypical ? t('limit.typicalHolds') : undefined}
      isGroup
    >
      {(tied) => (
        <Radio.Group
          block
          optionType="button"
          value={limit.layer}
          options={layers.map((layer) => ({
            value: layer,
            label: shown(`layer.${layer}`),
            disabled: !mayStandOn(layer, limit.basis.kind),
          }))}
          onChange={(event) => change(event.target.value, ['layer'])}
          role="radiogroup"
          aria-labelledby={tied['aria-labelledby']}
          aria-describedby={tied['aria-describedby']}
        />
      )}
    </Field>
  );
}

/** Figure and unit are read together. */
function ValuePart({ limit, change, at }: LimitPartProps) {
  const { t } = useTranslation('panels');
  return (
    <Field label={t('limit.value')} at={at && `${at}/value`}>
      {(tied) => (
        <div className="panel-side-by-side">
          <FigureInput
            value={limit.value}
            within={isTime}
            refusal={t('notATime')}
            write={(figure, burst) => change(figure, ['value'], burst)}
            {...tied}
          />
          <UnitChoice value={limit.unit} onChange={(unit) => change(unit, ['unit'])} />
        </div>
      )}
    </Field>
  );
}

function CalendarPart({ limit, change, at }: LimitPartProps) {
  const { t } = useTranslation('panels');
  return (
    <CalendarChoice
      label={t('calendar')}
      at={at && `${at}/calendar`}
      value={limit.calendar}
      onChange={(calendar) => change(calendar, ['calendar'])}
    />
  );
}

function WhenPart({ limit, change, at }: LimitPartProps) {
  const { t } = useTranslation('panels');
  const terms = useConditionTerms();
  return (
    <Field label={t('limit.when')} help={limit.when ? undefined : t('limit.always')} isGroup>
      {() => (
        <ConditionEditor
          label={t('limit.when')}
          value={limit.when}
          terms={terms}
          at={at && `${at}/when`}
          onChange={(when, burst) => change(when, ['when'], burst)}
        />
      )}
    </Field>
  );
}

/** In per cent, as people say it. */
function WarnPart({ limit, change, at }: LimitPartProps) {
  const { t } = useTranslation('panels');
  const percent =
    limit.warn_at === undefined ? undefined : Number((limit.warn_at * 100).toFixed(6));
  return (
    <Field label={t('limit.warn')} at={at && `${at}/warn_at`} help={t('limit.warnHelp')}>
      {(tied) => (
        <FigureInput
          value={percent}
          isOptional
          placeholder={String(USUAL_WARNING)}
          suffix="%"
          within={(figure) => figure > 0 && figure < 100}
          refusal={t('notAShare')}
          write={(figure, burst) => {
            const share = figure === undefined ? undefined : Number((figure / 100).toFixed(8));
            change(share, ['warn_at'], burst);
          }}
          {...tied}
        />
      )}
    </Field>
  );
}

/** What the schema says of a limit that says nothing. */
const USUAL_WARNING = 70;

const basisKinds = Basis.shape.kind.options;

function BasisPart({ limit, change, at }: LimitPartProps) {
  const { t } = useTranslation('panels');
  const { t: shown } = useTranslation('display');
  return (
    <>
      <Field label={shown('basis.source')} at={at && `${at}/basis`}>
        {(tied) => (
          <Choose
            value={limit.basis.kind}
            options={basisKinds.map((kind) => ({
              value: kind,
              label: shown(`basis.${kind}`),
              disabled: !mayStandOn(limit.layer, kind),
              ...(mayStandOn(limit.layer, kind) ? {} : { note: t('limit.internalOnly') }),
            }))}
            onChange={(kind) => change(kind, ['basis', 'kind'])}
            {...tied}
          />
        )}
      </Field>
      <Field label={t('limit.source')} isGroup>
        {(tied) => (
          <WordsInput
            id={tied.id}
            label={t('limit.source')}
            value={limit.basis.source}
            isLong
            write={(source, burst) => source && change(source, ['basis', 'source'], burst)}
          />
        )}
      </Field>
    </>
  );
}

/** The days from and until which it is in force; both belong to it. */
function ValidityPart({ limit, change, at }: LimitPartProps) {
  return (
    <div className="panel-side-by-side">
      {(['valid_from', 'valid_to'] as const).map((field) => (
        <DayField
          key={field}
          field={field}
          value={limit[field]}
          at={at && `${at}/${field}`}
          onChange={(day) => change(day, [field])}
        />
      ))}
    </div>
  );
}

interface DayFieldProps {
  field: 'valid_from' | 'valid_to';
  value: string | undefined;
  at: string | undefined;
  onChange: (day: string | undefined) => void;
}

function DayField({ field, value, at, onChange }: DayFieldProps) {
  const { t } = useTranslation('panels');
  const label = t(`limit.${field}`);
  return (
    <Field label={label} at={at} isGroup>
      {() => <DayInput label={label} value={value} onChange={onChange} />}
    </Field>
  );
}

function IdPart({ limit }: LimitPartProps) {
  const { t } = useTranslation('panels');
  return (
    <Shown label={t('id')}>
      <code>{limit.id}</code>
    </Shown>
  );
}

/** In the order in which they are shown; `with` is shown by another row. */
export const limitRows: Record<keyof Limit, ComponentType<LimitPartProps> | { with: keyof Limit }> =
  {
    layer: LayerPart,
    value: ValuePart,
    unit: { with: 'value' },
    calendar: CalendarPart,
    when: WhenPart,
    warn_at: WarnPart,
    reminders: RemindersPart,
    escalate: EscalatePart,
    basis: BasisPart,
    valid_from: ValidityPart,
    valid_to: { with: 'valid_from' },
    id: IdPart,
  };
