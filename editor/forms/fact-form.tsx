/** A form made from facts: labels, units, help, required marks, problems. Never written per task. */
import { ExclamationCircleOutlined } from '@ant-design/icons';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { Field } from '../api/cases.ts';
import { useSay } from '../words/say.ts';
import { taking } from './entry.ts';
import type { Entering } from './use-entry.ts';
import { widgets } from './widgets.tsx';

interface FactFormProps {
  fields: readonly Field[];
  entry: Entering;
  disabled?: boolean;
}

export function FactForm({ fields, entry, disabled = false }: FactFormProps) {
  const { t } = useTranslation('display');
  const say = useSay();
  const shown = taking(fields);
  if (shown.length === 0) return null;
  return (
    <div className="fact-form-frame">
      <div className="fact-form">
        {shown.map((field) => (
          <Fragment key={field.id}>
            {field.section && <h3 className="fact-form-section">{say(field.section)}</h3>}
            <FieldRow
              field={field}
              entry={entry}
              disabled={disabled}
              problems={entry.problems[field.id] ?? []}
            />
          </Fragment>
        ))}
      </div>
      {shown.some((field) => field.required) && (
        <p className="quiet fact-form-note">
          <Required /> {t('form.required')}
        </p>
      )}
    </div>
  );
}

/** The id of the element that takes a fact's value; an attempt to send moves the focus to it. */
export function inputId(fact: string): string {
  return `fact-${fact}`;
}

/** Puts the keyboard into a field, whichever control it has. */
export function focusField(fact: string): void {
  const place = document.getElementById(inputId(fact));
  const control = place?.matches('input, textarea') ? place : place?.querySelector('input');
  control?.focus();
}

interface RowProps {
  field: Field;
  entry: Entering;
  disabled: boolean;
  problems: readonly Localized[];
}

function FieldRow({ field, entry, disabled, problems }: RowProps) {
  const say = useSay();
  const { fact, required } = field;
  const { widget: Widget, group } = widgets[fact.type];
  const id = inputId(field.id);
  const [label, help, wrong] = [`${id}-label`, `${id}-help`, `${id}-wrong`];
  const described = [fact.help ? help : '', problems.length > 0 ? wrong : ''].filter(Boolean);
  const Label = group?.(fact) ? 'span' : 'label';
  return (
    <div
      className={`field${isWide(field) ? ' field-wide' : ''}`}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) entry.leave(field.id);
      }}
    >
      <Label id={label} className="field-label" {...(Label === 'label' ? { htmlFor: id } : {})}>
        {say(fact.name)}
        {required && <Required />}
      </Label>
      <Widget
        id={id}
        fact={fact}
        value={entry.values[field.id] ?? null}
        onChange={(value) => entry.set(field.id, value)}
        disabled={disabled}
        aria={{
          'aria-labelledby': label,
          'aria-required': required,
          ...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {}),
          ...(problems.length > 0 ? { 'aria-invalid': true } : {}),
        }}
      />
      {fact.help && (
        <p id={help} className="field-help">
          {say(fact.help)}
        </p>
      )}
      {problems.length > 0 && (
        <p id={wrong} className="field-wrong">
          <ExclamationCircleOutlined aria-hidden /> {problems.map(say).join(' ')}
        </p>
      )}
    </div>
  );
}

/** As the form says; else as its type is usually shown. */
export function isWide({ fact, width }: Pick<Field, 'fact' | 'width'>): boolean {
  return width === undefined ? widgets[fact.type].wide === true : width === 'full';
}

function Required() {
  return (
    <span className="required" aria-hidden>
      *
    </span>
  );
}
