/** Which of the records are looked at: all that match, the last so many, or those within a time. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Aggregate, Expression, Window } from '@flowmeter/engine/definition/expression.ts';
import { kindOfType } from '@flowmeter/engine/records/kinds.ts';
import { type Scope, scopeWithin } from '@flowmeter/engine/records/scope.ts';
import type { Kind } from '@flowmeter/engine/records/function-row.ts';
import { Choose, useOptions } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { SwitchField } from '../inputs/switch-field.tsx';
import { useIsReadOnly } from '../panel.ts';
import { CountInput } from './count-input.tsx';
import { useExpressions } from './desk.ts';
import { blankOf, newWindow, type WindowSort, windows, windowSort } from './sorts.ts';

interface WindowPartProps {
  held: Aggregate;
  scope: Scope;
  at: string;
  onChange: (window: Window | undefined, burst?: string) => void;
}

type Last = Extract<Window, { last: unknown }>;
type Within = Extract<Window, { within: unknown }>;

export function WindowPart({ held, scope, at, onChange }: WindowPartProps) {
  const { t } = useTranslation('derived');
  const { window } = held;
  const theirs = scopeWithin(scope, held.over)?.kind;
  return (
    <>
      <Field label={t('window.label')} at={at} isGroup>
        {(tied) => (
          <Radio.Group
            optionType="button"
            value={windowSort(window)}
            options={windows.map((value) => ({ value, label: t(`window.${value}`) }))}
            onChange={({ target }) => onChange(newWindow(target.value as WindowSort, theirs))}
            role="radiogroup"
            aria-labelledby={tied['aria-labelledby']}
          />
        )}
      </Field>
      {window !== undefined && 'last' in window && (
        <LastPart window={window} held={held} scope={scope} at={at} onChange={onChange} />
      )}
      {window !== undefined && 'within' in window && (
        <WithinPart window={window} held={held} scope={scope} at={at} onChange={onChange} />
      )}
    </>
  );
}

interface LastProps extends WindowPartProps {
  window: Last;
}

function LastPart({ window, held, scope, at, onChange }: LastProps) {
  const { t } = useTranslation('derived');
  const isSame = scope.kind.definition.id === held.over;
  const order = scope.terms.kinds.get(held.over)?.definition.order;
  const put = (part: Partial<Last>, burst?: string) =>
    onChange(without({ ...window, ...part }), burst);
  return (
    <>
      <div className="expression-row">
        <CountInput
          label={t('window.count')}
          at={`${at}/last`}
          value={window.last}
          onChange={(last, burst) => last !== undefined && put({ last }, burst)}
        />
        <CountInput
          label={t('window.skip')}
          at={`${at}/skip`}
          value={window.skip}
          isOptional
          onChange={(skip, burst) => put({ skip }, burst)}
        />
      </div>
      {isSame && (
        <SwitchField
          label={t('window.before')}
          help={undefined}
          at={`${at}/including`}
          value={window.including === false}
          write={(isBefore) => put({ including: isBefore ? false : undefined })}
        />
      )}
      <End
        label={t('window.upto')}
        value={window.upto}
        scope={scope}
        at={`${at}/upto`}
        kind={fieldKind(scope, held.over, order)}
        onChange={(upto, burst) => put({ upto }, burst)}
      />
    </>
  );
}

interface WithinProps extends WindowPartProps {
  window: Within;
}

/** By their business date, unless another field is said. */
function WithinPart({ window: { within }, held, scope, at, onChange }: WithinProps) {
  const { t } = useTranslation('derived');
  const optionsOf = useOptions();
  const over = scope.terms.kinds.get(held.over)?.definition;
  const field = within.field ?? over?.date;
  const put = (part: Partial<Within['within']>, burst?: string) =>
    onChange({ within: without({ ...within, ...part }) }, burst);
  const moments = Object.entries(over?.fields ?? {})
    .filter(([, { type }]) => type === 'date' || type === 'datetime')
    .map(([id, { name }]) => ({ id, name }));
  return (
    <>
      <Field label={t('window.field')} at={`${at}/within/field`}>
        {(tied) => (
          <Choose
            {...tied}
            value={field}
            options={optionsOf(moments, field)}
            onChange={(chosen) => put({ field: chosen === over?.date ? undefined : chosen })}
          />
        )}
      </Field>
      {(['from', 'to'] as const).map((end) => (
        <End
          key={end}
          label={t(`window.${end}`)}
          value={within[end]}
          scope={scope}
          at={`${at}/within/${end}`}
          kind={fieldKind(scope, held.over, field)}
          onChange={(next, burst) => put({ [end]: next }, burst)}
        />
      ))}
    </>
  );
}

interface EndProps {
  label: string;
  value: Expression | undefined;
  scope: Scope;
  at: string;
  kind: Kind;
  onChange: (next: Expression | undefined, burst?: string) => void;
}

/** An end of a window may be open. */
function End({ label, value, scope, at, kind, onChange }: EndProps) {
  const { t } = useTranslation('derived');
  const { Node } = useExpressions();
  const isReadOnly = useIsReadOnly();
  if (value !== undefined) {
    return (
      <Node
        label={label}
        value={value}
        scope={scope}
        at={at}
        wanted={[kind]}
        onChange={onChange}
        onRemove={() => onChange(undefined)}
      />
    );
  }
  if (isReadOnly) return null;
  return (
    <Button
      type="text"
      size="small"
      className="expression-add"
      icon={<PlusOutlined aria-hidden />}
      onClick={() => onChange(blankOf(kind))}
    >
      {t('window.add', { name: label })}
    </Button>
  );
}

function fieldKind(scope: Scope, over: string, field: string | undefined): Kind {
  const type = scope.terms.kinds.get(over)?.definition.fields[field ?? '']?.type;
  return (type && kindOfType(type)) ?? 'datetime';
}

/** What is undefined is not said at all. */
function without<T extends object>(said: T): T {
  return Object.fromEntries(Object.entries(said).filter(([, one]) => one !== undefined)) as T;
}
