/** What a decision table answers: with the record's own facts, or with what it is handed. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { kindOfType } from '@flowmeter/engine/records/kinds.ts';
import { useSay } from '../../words/say.ts';
import { AddFrom, Choose, useOptions } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { useIsReadOnly } from '../panel.ts';
import { type NodeProps, useExpressions } from './desk.ts';
import { blankOf, type Lookup, tablesIn } from './sorts.ts';

export function LookupPart({ value, scope, at, onChange }: NodeProps) {
  const { t } = useTranslation('derived');
  const optionsOf = useOptions();
  const held = value as Lookup;
  const tables = useMemo(() => tablesIn(scope), [scope]);
  const table = scope.kind.tables.get(held.table)?.table;
  const choose = (id: string | undefined) => {
    const output = scope.kind.tables.get(id ?? '')?.table.outputs[0]?.id;
    if (id !== undefined && output !== undefined) onChange({ table: id, output });
  };
  return (
    <>
      <div className="expression-row">
        <Field label={t('table.table')} at={`${at}/table`}>
          {(tied) => (
            <Choose
              {...tied}
              value={held.table}
              options={optionsOf(tables, held.table)}
              onChange={choose}
            />
          )}
        </Field>
        <Field label={t('table.output')} at={`${at}/output`}>
          {(tied) => (
            <Choose
              {...tied}
              value={held.output}
              options={optionsOf(table?.outputs ?? [], held.output)}
              onChange={(output) => output !== undefined && onChange({ ...held, output })}
            />
          )}
        </Field>
      </div>
      <Inputs held={held} scope={scope} at={at} onChange={onChange} />
    </>
  );
}

interface InputsProps extends Pick<NodeProps, 'scope' | 'at' | 'onChange'> {
  held: Lookup;
}

/** Inputs that are not what the record says itself. */
function Inputs({ held, scope, at, onChange }: InputsProps) {
  const { t } = useTranslation('derived');
  const say = useSay();
  const { Node } = useExpressions();
  const isReadOnly = useIsReadOnly();
  const columns = scope.kind.tables.get(held.table)?.table.inputs ?? [];
  const given = held.inputs ?? {};
  const columnAt = (id: string) => columns.find((one) => one.id === id);
  const kindAt = (id: string) => kindOfType(columnAt(id)?.type ?? 'string') ?? 'text';
  const put = (inputs: NonNullable<Lookup['inputs']>, burst?: string) => {
    const { inputs: _, ...rest } = held;
    onChange({ ...rest, ...(Object.keys(inputs).length > 0 && { inputs }) }, burst);
  };
  return (
    <>
      {Object.entries(given).map(([id, one]) => (
        <Node
          key={id}
          label={say(columnAt(id)?.name) || id}
          value={one}
          scope={scope}
          at={`${at}/inputs/${id}`}
          wanted={[kindAt(id)]}
          options={columnAt(id)?.options}
          onChange={(next, burst) => put({ ...given, [id]: next }, burst)}
          onRemove={() => {
            const { [id]: _, ...others } = given;
            put(others);
          }}
        />
      ))}
      {!isReadOnly && (
        <AddFrom
          label={t('table.hand')}
          options={() =>
            columns
              .filter(({ id }) => !Object.hasOwn(given, id))
              .map(({ id, name }) => ({ value: id, label: say(name) }))
          }
          onAdd={(id) => put({ ...given, [id]: blankOf(kindAt(id)) })}
        />
      )}
    </>
  );
}
