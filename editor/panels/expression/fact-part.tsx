/** A fact of the record, and the figures that it is asked with. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactParams, Scalar } from '@flowmeter/engine/definition/condition.ts';
import type { DerivedParam } from '@flowmeter/engine/definition/derived.ts';
import { kindOfType } from '@flowmeter/engine/records/kinds.ts';
import { type Scope, THIS } from '@flowmeter/engine/records/scope.ts';
import { typeNames } from '@flowmeter/engine/rules/check.ts';
import { useSay } from '../../words/say.ts';
import { Choose, type OptionGroup } from '../inputs/choose.tsx';
import { LiteralInput } from '../condition/literal.tsx';
import { type NodeProps, useExpressions } from './desk.ts';
import type { FactReading } from './sorts.ts';

export function FactPart({ label, value, scope, onChange }: NodeProps) {
  const { t } = useTranslation('derived');
  const held = value as FactReading;
  const options = useFactGroups(scope, held.fact);
  const declared = scope.facts[held.fact];
  return (
    <>
      <Choose
        className="fact-choose"
        value={held.fact}
        options={options}
        listWidth={340}
        onChange={(fact) => fact !== undefined && onChange({ fact })}
        aria-label={t('factOf', { name: label })}
      />
      {Object.entries(declared?.asks ?? {}).map(([id, param]) => (
        <Asked key={id} id={id} param={param} reading={held} onChange={onChange} />
      ))}
    </>
  );
}

interface AskedProps {
  id: string;
  param: DerivedParam;
  reading: FactReading;
  onChange: NodeProps['onChange'];
}

const USUAL = 'usual';
const FIXED = 'fixed';

/** As the fact says, a value, or a parameter of one's own handed on. */
function Asked({ id, param, reading, onChange }: AskedProps) {
  const { t } = useTranslation('derived');
  const say = useSay();
  const { params } = useExpressions();
  const held = reading.params?.[id];
  const handed =
    typeof held === 'object' && held !== null && 'param' in held ? held.param : undefined;
  const put = (given: FactParams[string] | undefined, burst?: string) => {
    const { [id]: _, ...others } = reading.params ?? {};
    const next = given === undefined ? others : { ...others, [id]: given };
    const isAsked = Object.keys(next).length > 0;
    onChange({ fact: reading.fact, ...(isAsked && { params: next }) }, burst);
  };
  const choose = (chosen: string | undefined) => {
    if (chosen === USUAL) return put(undefined);
    return put(chosen === FIXED ? param.default : { param: (chosen ?? '').slice(1) });
  };
  const name = say(param.name);
  const sort = held === undefined ? USUAL : handed === undefined ? FIXED : `$${handed}`;
  const own = Object.entries(params).map(([one, { name: words }]) => ({
    value: `$${one}`,
    label: say(words),
  }));
  return (
    <span className="expression-asked">
      <span className="condition-argument-name">{name}</span>
      <Choose
        value={sort}
        options={[
          { value: USUAL, label: t('asked.usual', { value: String(param.default) }) },
          { value: FIXED, label: t('asked.fixed') },
          ...own,
        ]}
        listWidth={200}
        onChange={choose}
        aria-label={t('asked.of', { name })}
      />
      {sort === FIXED && (
        <LiteralInput
          fact={{ name: param.name, type: param.type, unit: param.unit }}
          label={name}
          value={held as Scalar}
          isList={false}
          onChange={(value, burst) => put(value as Scalar, burst)}
        />
      )}
    </span>
  );
}

const groups = ['own', 'derived', 'asking', 'other'] as const;

/** Own fields first, then what is worked out, then what is reached through links and tables. */
function useFactGroups(scope: Scope, held: string): OptionGroup[] {
  const { t } = useTranslation('derived');
  const say = useSay();
  return useMemo(() => {
    const { kind, facts } = scope;
    const groupOf = (id: string): (typeof groups)[number] => {
      if (Object.hasOwn(kind.definition.fields, id)) return 'own';
      if (id === 'now' || id === 'today' || Object.hasOwn(kind.derived, id)) return 'derived';
      return id.startsWith(THIS) ? 'asking' : 'other';
    };
    const rows = Object.entries(facts)
      .filter(([, { type }]) => kindOfType(type) !== undefined)
      .map(([id, { name, type, unit }]) => ({
        group: groupOf(id),
        value: id,
        label: say(name),
        note: unit ?? say(typeNames[type]),
        search: `${name.zh} ${name.en}`,
      }));
    const isKnown = Object.hasOwn(facts, held) || held in facts;
    const lost = { label: t('facts.lost'), options: [{ value: held, label: held }] };
    const made = groups.map((group) => ({
      label: t(`facts.${group}`),
      options: rows.filter((row) => row.group === group),
    }));
    return [...(isKnown ? [] : [lost]), ...made.filter(({ options }) => options.length > 0)];
  }, [scope, held, t, say]);
}
