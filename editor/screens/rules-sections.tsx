/** The sections of the list: a rule set with its rules, and the decision tables. */
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hitPolicies } from '@flowmeter/engine/definition/table.ts';
import type { RuleRow, RuleSetRow, TableRow } from '../api/rules.ts';
import { BasisLabel } from '../display/basis.tsx';
import { useFormat } from '../display/format.ts';
import { Hash } from '../display/hash.tsx';
import { SeverityMark } from '../display/marks.tsx';
import { Section } from '../display/page.tsx';
import { type Column, DataTable } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { EditRules } from './rules-edit.tsx';
import { useRecordName } from './rules-records.ts';

/** So many rows are drawn at first; further ones when they are wanted. */
const MOST_AT_ONCE = 100;

export function RuleSetSection({ set }: { set: RuleSetRow }) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const [most, setMost] = useState(MOST_AT_ONCE);
  const columns = useRuleColumns(set.id);
  const rest = set.rules.length - most;
  return (
    <Section
      title={say(set.name)}
      count={set.rules.length}
      flush
      className="rules-section"
      actions={
        <span className="rules-actions">
          <Link to="/rules/$id" params={{ id: set.id }} search={{}}>
            {t('list.open')}
            <span className="unseen">{say(set.name)}</span>
          </Link>
          <EditRules kind="ruleset" definition={set} />
        </span>
      }
    >
      <DataTable
        caption={say(set.name)}
        columns={columns}
        rows={set.rules.slice(0, most)}
        rowKey={({ id }) => id}
      />
      {rest > 0 && (
        <div className="table-more">
          <Button size="small" onClick={() => setMost(most + MOST_AT_ONCE)}>
            {t('list.more', { count: rest })}
          </Button>
        </div>
      )}
    </Section>
  );
}

function useRuleColumns(set: string): Column<RuleRow>[] {
  const { t } = useTranslation(['rules', 'display']);
  const say = useSay();
  const nameOf = useRecordName();
  return [
    {
      key: 'severity',
      title: t('severity'),
      tight: true,
      width: 104,
      render: (rule) => <SeverityMark severity={rule.severity} />,
    },
    {
      key: 'rule',
      title: t('rule'),
      render: (rule) => (
        <Link to="/rules/$id" params={{ id: set }} search={{ rule: rule.id }} className="row-link">
          <span className="row-title">{say(rule.name)}</span>
          <span className="row-step figures">{rule.id}</span>
        </Link>
      ),
    },
    {
      key: 'stage',
      title: t('stage'),
      tight: true,
      width: 88,
      render: (rule) => t(`display:stage.${rule.stage}`),
    },
    {
      key: 'record',
      title: t('record'),
      tight: true,
      width: 120,
      render: (rule) => nameOf(rule.record),
    },
    {
      key: 'theme',
      title: t('theme'),
      tight: true,
      wide: true,
      width: 120,
      render: (rule) => say(rule.theme),
    },
    {
      key: 'basis',
      title: t('list.basis'),
      tight: true,
      wide: true,
      width: 104,
      render: (rule) => rule.typical && <BasisLabel kind="typical" />,
    },
    ...useFindingCounts(),
  ];
}

function useFindingCounts(): Column<RuleRow>[] {
  const { t } = useTranslation('rules');
  return [
    {
      key: 'open',
      title: t('list.openFindings'),
      numeric: true,
      width: 88,
      render: (rule) => <Count value={rule.open_findings} />,
    },
    {
      key: 'findings',
      title: t('list.findings'),
      numeric: true,
      width: 88,
      render: (rule) => <FindingsLink rule={rule} />,
    },
  ];
}

function Count({ value }: { value: number }) {
  const format = useFormat();
  return value === 0 ? <span className="quiet">0</span> : format.number(value);
}

function FindingsLink({ rule }: { rule: RuleRow }) {
  const { t } = useTranslation('rules');
  const format = useFormat();
  if (rule.findings === 0) return <Count value={0} />;
  return (
    <Link
      to="/findings"
      search={{ rule: rule.id }}
      aria-label={t('list.findingsOf', { count: rule.findings, rule: rule.id })}
    >
      {format.number(rule.findings)}
    </Link>
  );
}

export function TablesSection({ tables }: { tables: readonly TableRow[] }) {
  const { t } = useTranslation('rules');
  const columns = useTableColumns();
  return (
    <Section title={t('tables.title')} count={tables.length} flush>
      <DataTable
        caption={t('tables.title')}
        columns={columns}
        rows={tables}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}

function useTableColumns(): Column<TableRow>[] {
  const { t } = useTranslation('rules');
  const format = useFormat();
  const say = useSay();
  return [
    {
      key: 'name',
      title: t('tables.name'),
      render: (table) => (
        <Link to="/tables/$id" params={{ id: table.id }} search={{}} className="row-link">
          <span className="row-title">{say(table.name)}</span>
          <span className="row-step figures">{table.id}</span>
        </Link>
      ),
    },
    {
      key: 'columns',
      title: t('tables.columns'),
      render: ({ inputs, outputs }) => (
        <span>
          {inputs.map(say).join(' · ')}
          <span className="quiet"> → </span>
          {outputs.map(say).join(' · ')}
        </span>
      ),
    },
    {
      key: 'hit',
      title: t('tables.hit'),
      tight: true,
      width: 144,
      render: ({ hit }) => <HitPolicyName hit={hit} />,
    },
    {
      key: 'rows',
      title: t('tables.rows'),
      numeric: true,
      width: 80,
      render: ({ rows }) => format.number(rows),
    },
    {
      key: 'version',
      title: t('list.version'),
      tight: true,
      wide: true,
      width: 152,
      render: ({ hash }) => <Hash hash={hash} />,
    },
    {
      key: 'edit',
      title: t('list.actions'),
      tight: true,
      width: 120,
      render: (table) => <EditRules kind="table" definition={table} />,
    },
  ];
}

/** A hit policy by its letter and name: `U 唯一`. */
export function HitPolicyName({ hit }: { hit: string }) {
  const say = useSay();
  const known = Object.entries(hitPolicies).find(([id]) => id === hit);
  return (
    <span>
      <code>{hit}</code> {say(known?.[1])}
    </span>
  );
}
