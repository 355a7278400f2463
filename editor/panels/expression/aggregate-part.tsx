/** One answer made of other records: which, matched by what, within which time, made how. */
import { useTranslation } from 'react-i18next';
import type { Aggregate } from '@flowmeter/engine/definition/expression.ts';
import { aggregates } from '@flowmeter/engine/records/aggregates.ts';
import { kindOfType } from '@flowmeter/engine/records/kinds.ts';
import { type Scope, scopeWithin } from '@flowmeter/engine/records/scope.ts';
import { useSay } from '../../words/say.ts';
import { AddFrom, Choose, useOptions } from '../inputs/choose.tsx';
import { ExactProblems, Field } from '../inputs/field.tsx';
import { SwitchField } from '../inputs/switch-field.tsx';
import { useIsReadOnly } from '../panel.ts';
import { ConditionPart } from './condition-part.tsx';
import { CountInput } from './count-input.tsx';
import { type NodeProps, useExpressions } from './desk.ts';
import { blankOf, otherKinds, withAggregate, withOver } from './sorts.ts';
import { WindowPart } from './window-part.tsx';

interface PartProps {
  held: Aggregate;
  scope: Scope;
  at: string;
  /** Sets parts of it; what is undefined is no longer said. */
  put: (part: Partial<Aggregate>, burst?: string) => void;
}

export function AggregatePart({ value, scope, at, onChange }: NodeProps) {
  const { t } = useTranslation('derived');
  const { Node } = useExpressions();
  const held = value as Aggregate;
  const theirs = scopeWithin(scope, held.over);
  const { values } = aggregates[held.aggregate];
  const put: PartProps['put'] = (part, burst) => {
    const said = Object.entries({ ...held, ...part }).filter(([, one]) => one !== undefined);
    onChange(Object.fromEntries(said) as unknown as Aggregate, burst);
  };
  const part = { held, scope, at, put };
  return (
    <>
      <Head {...part} onChange={onChange} />
      {values !== 'nothing' && theirs !== undefined && held.value !== undefined && (
        <Node
          label={t('aggregate.value')}
          value={held.value}
          scope={theirs}
          at={`${at}/value`}
          wanted={values}
          onChange={(next, burst) => put({ value: next }, burst)}
        />
      )}
      <Matches {...part} />
      {theirs !== undefined && (
        <div className="expression-condition">
          <span className="expression-label">{t('aggregate.where')}</span>
          <ConditionPart
            label={t('aggregate.where')}
            value={held.where}
            scope={theirs}
            at={`${at}/where`}
            onChange={(where, burst) => put({ where }, burst)}
          />
        </div>
      )}
      <WindowPart
        held={held}
        scope={scope}
        at={`${at}/window`}
        onChange={(window, burst) => put({ window }, burst)}
      />
      <Limits {...part} />
    </>
  );
}

interface HeadProps extends PartProps {
  onChange: NodeProps['onChange'];
}

/** How it is made, and of which records. */
function Head({ held, scope, at, onChange }: HeadProps) {
  const { t } = useTranslation('derived');
  const say = useSay();
  const ways = Object.entries(aggregates).map(([id, { name, help }]) => ({
    value: id,
    label: say(name),
    note: help && say(help),
    search: `${name.zh} ${name.en}`,
  }));
  const kinds = otherKinds(scope).map((id) => ({
    value: id,
    label: say(scope.terms.kinds.get(id)?.definition.name) || id,
    note: id,
  }));
  return (
    <div className="expression-row">
      <Field label={t('aggregate.over')} at={`${at}/over`}>
        {(tied) => (
          <Choose
            {...tied}
            value={held.over}
            options={kinds}
            onChange={(over) => over !== undefined && onChange(withOver(held, over, scope))}
          />
        )}
      </Field>
      <Field label={t('aggregate.how')} at={`${at}/aggregate`}>
        {(tied) => (
          <Choose
            {...tied}
            value={held.aggregate}
            options={ways}
            listWidth={300}
            onChange={(how) =>
              how !== undefined &&
              onChange(withAggregate(held, how as Aggregate['aggregate'], scope))
            }
          />
        )}
      </Field>
    </div>
  );
}

/** Their fields, and what of the record that asks they have to equal. */
function Matches({ held, scope, at, put }: PartProps) {
  const { t } = useTranslation('derived');
  const say = useSay();
  const { Node } = useExpressions();
  const isReadOnly = useIsReadOnly();
  const optionsOf = useOptions();
  const fields = scope.terms.kinds.get(held.over)?.definition.fields ?? {};
  const match = held.match ?? {};
  const kindAt = (field: string) => kindOfType(fields[field]?.type ?? 'string') ?? 'text';
  const putMatch = (next: NonNullable<Aggregate['match']>, burst?: string) =>
    put({ match: Object.keys(next).length === 0 ? undefined : next }, burst);
  const free = Object.entries(fields)
    .filter(([id, { type }]) => !Object.hasOwn(match, id) && kindOfType(type) !== undefined)
    .map(([id, { name }]) => ({ id, name }));
  return (
    <Field label={t('aggregate.match')} help={t('aggregate.matchHelp')} isGroup>
      {() => (
        <div className="expression-matches">
          <ExactProblems at={`${at}/match`} />
          {Object.entries(match).map(([field, one]) => (
            <Node
              key={field}
              label={t('aggregate.equals', { name: say(fields[field]?.name) || field })}
              value={one}
              scope={scope}
              at={`${at}/match/${field}`}
              wanted={[kindAt(field)]}
              options={fields[field]?.options}
              onChange={(next, burst) => putMatch({ ...match, [field]: next }, burst)}
              onRemove={() => {
                const { [field]: _, ...others } = match;
                putMatch(others);
              }}
            />
          ))}
          {!isReadOnly && (
            <AddFrom
              label={t('aggregate.addMatch')}
              options={() => optionsOf(free)}
              onAdd={(field) => {
                const isOwn = Object.hasOwn(scope.kind.definition.fields, field);
                const begun = isOwn ? { fact: field } : blankOf(kindAt(field));
                putMatch({ ...match, [field]: begun });
              }}
            />
          )}
        </div>
      )}
    </Field>
  );
}

/** Fewer records than that: no answer; and whether the record that asks is one of them. */
function Limits({ held, scope, at, put }: PartProps) {
  const { t } = useTranslation('derived');
  return (
    <div className="expression-row">
      <CountInput
        label={t('aggregate.atLeast')}
        help={t('aggregate.atLeastHelp')}
        at={`${at}/at_least`}
        value={held.at_least}
        isOptional
        onChange={(count, burst) => put({ at_least: count }, burst)}
      />
      {held.over === scope.kind.definition.id && (
        <SwitchField
          label={t('aggregate.others')}
          help={undefined}
          at={`${at}/others`}
          value={held.others}
          write={(others) => put({ others })}
        />
      )}
    </div>
  );
}
