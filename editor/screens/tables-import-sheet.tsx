/** How a sheet is read: what each of its columns is, and of which type. */
import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Id } from '@flowmeter/engine/definition/header.ts';
import { columnName } from '@flowmeter/engine/exchange/grid.ts';
import type { MappedColumn, Mapping } from '@flowmeter/engine/exchange/mapping.ts';
import { columnRoles } from '@flowmeter/engine/exchange/sheet-words.ts';
import { hitPolicies, type HitPolicy } from '@flowmeter/engine/definition/table.ts';
import { typeNames } from '@flowmeter/engine/rules/check.ts';
import type { ReadSheet } from '../api/exchange.ts';
import { type Column, DataTable } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

interface ImportSheetProps {
  sheet: ReadSheet;
  onChange: (mapping: Mapping) => void;
}

type Row = MappedColumn & { index: number };

export function ImportSheet({ sheet, onChange }: ImportSheetProps) {
  const { t } = useTranslation('exchange');
  const say = useSay();
  const { mapping } = sheet;
  const change = (index: number, said: Partial<MappedColumn>) =>
    onChange({
      ...mapping,
      columns: mapping.columns.map((one, place) => (place === index ? { ...one, ...said } : one)),
    });
  const title = sheet.name === '' ? t('sheet') : t('sheetOf', { name: sheet.name });
  const hits = Object.entries(hitPolicies) as [HitPolicy, (typeof hitPolicies)[HitPolicy]][];
  return (
    <section className="import-sheet" aria-label={title}>
      <h3>{title}</h3>
      <div className="import-head">
        <Said
          label={t('id')}
          value={mapping.id}
          fits={(text) => Id.safeParse(text).success}
          onChange={(id) => onChange({ ...mapping, id })}
        />
        <Said
          label={t('name')}
          value={mapping.name}
          fits={(text) => text.trim() !== ''}
          onChange={(name) => onChange({ ...mapping, name: name.trim() })}
        />
        <label className="import-field">
          <span className="field-label">{t('hit')}</span>
          <Select
            aria-label={t('hit')}
            value={mapping.hit}
            options={hits.map(([value, name]) => ({ value, label: `${value} ${say(name)}` }))}
            popupMatchSelectWidth={false}
            onChange={(hit) => onChange({ ...mapping, hit })}
          />
        </label>
      </div>
      <DataTable
        caption={title}
        columns={useColumns(sheet, change)}
        rows={mapping.columns.map((one, index) => ({ ...one, index }))}
        rowKey={({ index }) => index}
      />
    </section>
  );
}

interface SaidProps {
  label: string;
  value: string;
  fits: (text: string) => boolean;
  onChange: (text: string) => void;
}

/** Taken when it is left or Enter is pressed; what does not fit is marked and stays here. */
function Said({ label, value, fits, onChange }: SaidProps) {
  const [text, setText] = useState(value);
  const isFitting = fits(text);
  const take = () => {
    if (isFitting && text !== value) onChange(text);
  };
  return (
    <label className="import-field">
      <span className="field-label">{label}</span>
      <Input
        value={text}
        maxLength={200}
        aria-invalid={!isFitting}
        status={isFitting ? '' : 'error'}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onPressEnter={take}
      />
    </label>
  );
}

type Change = (index: number, said: Partial<MappedColumn>) => void;

function useColumns({ rows, mapping }: ReadSheet, change: Change): Column<Row>[] {
  const { t } = useTranslation('exchange');
  return [
    {
      key: 'column',
      title: t('column'),
      render: ({ index, name }) => (
        <>
          <strong>{name}</strong> <span className="figures quiet">{columnName(index)}</span>
        </>
      ),
    },
    {
      key: 'sample',
      title: t('sample'),
      render: ({ index }) => (
        <span className="import-sample">{samplesOf(rows, mapping.from, index)}</span>
      ),
    },
    {
      key: 'role',
      title: t('as'),
      width: 140,
      render: (row) => <RoleOfColumn row={row} change={change} />,
    },
    {
      key: 'type',
      title: t('type'),
      width: 140,
      render: (row) =>
        (row.role === 'input' || row.role === 'output') && (
          <TypeOfColumn row={row} change={change} />
        ),
    },
  ];
}

interface ChoiceProps {
  row: Row;
  change: Change;
}

function RoleOfColumn({ row: { index, name, role }, change }: ChoiceProps) {
  const { t } = useTranslation('exchange');
  return (
    <Select
      size="small"
      aria-label={t('roleOf', { name })}
      value={role}
      options={columnRoles.map((one) => ({ value: one, label: t(`role.${one}`) }))}
      popupMatchSelectWidth={false}
      onChange={(said) => change(index, { role: said })}
    />
  );
}

function TypeOfColumn({ row: { index, name, type }, change }: ChoiceProps) {
  const { t } = useTranslation('exchange');
  const say = useSay();
  const types = (Object.keys(typeNames) as (keyof typeof typeNames)[]).flatMap((one) =>
    one === 'list' ? [] : [{ value: one, label: say(typeNames[one]) }],
  );
  return (
    <Select
      size="small"
      aria-label={t('typeOf', { name })}
      value={type}
      options={types}
      popupMatchSelectWidth={false}
      onChange={(said) => change(index, { type: said })}
    />
  );
}

/** The first cells that say something. */
function samplesOf(rows: ReadSheet['rows'], from: number, column: number): string {
  const texts = rows.slice(from).map((row) => row[column]?.trim() ?? '');
  return [...new Set(texts.filter((text) => text !== ''))].slice(0, 3).join(' · ');
}
