/** The records of an example: those of each kind as forms, and which of them is asked when. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { GivenRecords } from '@flowmeter/engine/definition/examples.ts';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import { useSay } from '../../words/say.ts';
import { byPlace } from '../inputs/by-place.ts';
import { AddFrom } from '../inputs/choose.tsx';
import { DayInput } from '../inputs/day-input.tsx';
import { Field } from '../inputs/field.tsx';
import { Tool } from '../inputs/tool.tsx';
import { useIsReadOnly } from '../panel.ts';
import type { Given, ReadingField } from '../rules/readings.ts';
import { RecordForm } from '../rules/record-form.tsx';
import { useDerived } from './desk.ts';

interface GivenDataProps {
  given: GivenRecords;
  onChange: (given: GivenRecords, burst?: string) => void;
}

type Row = GivenRecords['records'][string][number];

export function GivenData({ given, onChange }: GivenDataProps) {
  const { t } = useTranslation('derived');
  const say = useSay();
  const isReadOnly = useIsReadOnly();
  const { terms } = useDerived();
  const { records } = given;
  const put = (kind: string, rows: Row[] | undefined, burst?: string) => {
    const { [kind]: _, ...others } = records;
    onChange(
      { ...given, records: rows === undefined ? others : { ...records, [kind]: rows } },
      burst,
    );
  };
  return (
    <div className="given-data">
      <Asked given={given} onChange={onChange} />
      {Object.entries(records).map(([id, rows]) => {
        const kind = terms.kinds.get(id)?.definition;
        return kind === undefined ? null : (
          <Kind
            key={id}
            kind={kind}
            rows={rows}
            onPut={(next, burst) => put(id, next, burst)}
            onRemove={id === given.ask.record ? undefined : () => put(id, undefined)}
          />
        );
      })}
      {!isReadOnly && (
        <AddFrom
          label={t('given.addKind')}
          options={() =>
            [...terms.kinds.values()]
              .filter(({ definition }) => !Object.hasOwn(records, definition.id))
              .map(({ definition: { id, name } }) => ({ value: id, label: say(name), note: id }))
          }
          onAdd={(id) => put(id, [])}
        />
      )}
    </div>
  );
}

/** Which record is asked, by its key, and at which moment. */
function Asked({ given, onChange }: GivenDataProps) {
  const { t } = useTranslation('derived');
  const { kind } = useDerived();
  const { ask } = given;
  const { key, fields } = kind.definition;
  const held = [ask.key].flat();
  const values: Given = Object.fromEntries(
    key.flatMap((field, index) => (held[index] === undefined ? [] : [[field, held[index]]])),
  );
  return (
    <div className="given-asked">
      <RecordForm
        label={t('given.asked')}
        fields={key.map((field) => fieldOf(field, fields))}
        given={values}
        onChange={(next, burst) =>
          onChange({ ...given, ask: { ...ask, key: key.map((one) => next[one] ?? '') } }, burst)
        }
      />
      <Field label={t('given.at')} isGroup>
        {() => (
          <DayInput
            label={t('given.at')}
            value={ask.at}
            withTime
            onChange={(at) => at !== undefined && onChange({ ...given, ask: { ...ask, at } })}
          />
        )}
      </Field>
    </div>
  );
}

interface KindProps {
  kind: RecordDefinition;
  rows: readonly Row[];
  onPut: (rows: Row[], burst?: string) => void;
  onRemove: (() => void) | undefined;
}

/** Fields that one of the records says something of; others are added when they are needed. */
function Kind({ kind, rows, onPut, onRemove }: KindProps) {
  const { t } = useTranslation('derived');
  const say = useSay();
  const isReadOnly = useIsReadOnly();
  const said = new Set([...kind.key, ...rows.flatMap((row) => Object.keys(row))]);
  const shown = Object.keys(kind.fields).filter((field) => said.has(field));
  const name = say(kind.name);
  const like = rows.at(-1);
  return (
    <fieldset className="given-kind">
      <legend>
        {name}
        <span className="section-count">{rows.length}</span>
        {onRemove !== undefined && (
          <Tool
            label={t('removePart', { name })}
            icon={<DeleteOutlined aria-hidden />}
            isDanger
            onClick={onRemove}
          />
        )}
      </legend>
      {byPlace(rows).map(({ key, one, index }) => (
        <RowForm
          key={key}
          kind={kind}
          row={one}
          n={index + 1}
          shown={shown}
          onPut={(next, burst) => onPut(rows.with(index, next), burst)}
          onRemove={() => onPut(rows.toSpliced(index, 1))}
        />
      ))}
      {!isReadOnly && (
        <Button
          size="small"
          type="text"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => onPut([...rows, { ...like }])}
        >
          {t('given.addRow', { name })}
        </Button>
      )}
    </fieldset>
  );
}

interface RowFormProps {
  kind: RecordDefinition;
  row: Row;
  /** Counted from 1. */
  n: number;
  shown: readonly string[];
  onPut: (row: Row, burst?: string) => void;
  onRemove: () => void;
}

function RowForm({ kind, row, n, shown, onPut, onRemove }: RowFormProps) {
  const { t } = useTranslation('derived');
  const name = useSay()(kind.name);
  return (
    <div className="given-row">
      <RecordForm
        label={t('given.row', { name, n })}
        fields={shown.map((field) => fieldOf(field, kind.fields))}
        given={row as Given}
        onChange={(next, burst) => onPut({ ...next }, burst)}
      />
      <span className="given-tools">
        <AddField kind={kind} shown={shown} onAdd={(id) => onPut(withField(row, id, kind))} />
        <Tool
          label={t('given.removeRow', { name, n })}
          icon={<DeleteOutlined aria-hidden />}
          isDanger
          onClick={onRemove}
        />
      </span>
    </div>
  );
}

interface AddFieldProps {
  kind: RecordDefinition;
  shown: readonly string[];
  onAdd: (field: string) => void;
}

function AddField({ kind, shown, onAdd }: AddFieldProps) {
  const { t } = useTranslation('derived');
  const say = useSay();
  const isReadOnly = useIsReadOnly();
  if (isReadOnly || shown.length === Object.keys(kind.fields).length) return null;
  return (
    <AddFrom
      label={t('given.addField')}
      options={() =>
        Object.entries(kind.fields)
          .filter(([id, { type }]) => !shown.includes(id) && type !== 'list')
          .map(([id, { name }]) => ({ value: id, label: say(name), note: id }))
      }
      onAdd={onAdd}
    />
  );
}

/** The record with one more field: null where that may be, else the first value of its type. */
function withField(row: Row, id: string, { fields }: RecordDefinition): Row {
  const field = fields[id];
  if (field === undefined) return row;
  const { type, nullable, options, min } = field;
  const firsts: Partial<Record<typeof type, Row[string]>> = {
    number: min ?? 0,
    integer: min ?? 0,
    boolean: true,
    date: '2026-01-01',
    datetime: '2026-01-01T00:00:00.000Z',
    enum: options?.[0]?.value ?? '',
  };
  return { ...row, [id]: nullable === true ? null : (firsts[type] ?? '') };
}

function fieldOf(id: string, fields: RecordDefinition['fields']): ReadingField {
  const fact = fields[id];
  return { name: id, label: fact?.name ?? { zh: id, en: id }, fact };
}
