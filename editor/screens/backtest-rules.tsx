/** What each rule finds by the version in force and by the candidate. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Backtest } from '../api/backtests.ts';
import { useFormat } from '../display/format.ts';
import { Section } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

const route = getRouteApi('/in/backtests/$id');

type Row = Backtest['rules'][number];

export function BacktestRules({ backtest: { id, rules } }: { backtest: Backtest }) {
  const { t } = useTranslation('backtest');
  const { rule: shown } = route.useSearch();
  return (
    <Section title={t('rules')} count={rules.length} flush>
      <DataTable
        caption={t('rules')}
        columns={useColumns(id, rules)}
        rows={rules}
        rowKey={({ rule }) => rule.id}
        isCurrent={({ rule }) => rule.id === shown}
      />
    </Section>
  );
}

function useColumns(id: string, rules: readonly Row[]): Column<Row>[] {
  const { t } = useTranslation('backtest');
  const format = useFormat();
  const say = useSay();
  const search = route.useSearch();
  const hasMoney = rules.some(({ gained, lost }) => gained.money !== 0 || lost.money !== 0);
  const money: Column<Row> = {
    key: 'money',
    title: t('money'),
    numeric: true,
    wide: true,
    render: ({ gained, lost }) => signed(gained.money - lost.money, format.number),
  };
  return [
    {
      key: 'rule',
      title: t('rule'),
      width: '26%',
      render: ({ rule }) => (
        <Link to="/backtests/$id" params={{ id }} search={{ ...search, rule: rule.id }}>
          <span className="figures">{rule.id}</span> {say(rule.name)}
        </Link>
      ),
    },
    { key: 'record', title: t('record'), wide: true, render: ({ record }) => say(record.name) },
    count('current', t('current'), ({ current }) => format.number(current.hits)),
    count('candidate', t('candidate'), ({ candidate }) => format.number(candidate.hits)),
    count('gained', t('gained'), ({ gained }) => signed(gained.hits, format.number)),
    count('lost', t('lost'), ({ lost }) => signed(-lost.hits, format.number)),
    count('unknown', t('unknown'), ({ candidate }) =>
      candidate.unknown === 0 ? '' : format.number(candidate.unknown),
    ),
    ...(hasMoney ? [money] : []),
    {
      key: 'precision',
      title: t('precision'),
      numeric: true,
      wide: true,
      render: ({ current, candidate }) => (
        <Tooltip title={t('precisionHelp')}>
          <span>{precisionWords([current.precision, candidate.precision], format.number)}</span>
        </Tooltip>
      ),
    },
  ];
}

function count(key: string, title: string, render: Column<Row>['render']): Column<Row> {
  return { key, title, numeric: true, tight: true, render };
}

type Numbers = (value: number, digits?: number) => string;

/** With its sign; nothing where there is nothing. */
export function signed(value: number, number: Numbers): string {
  if (value === 0) return '';
  return value > 0 ? `+${number(value)}` : `−${number(-value)}`;
}

function precisionWords(shares: readonly (number | null)[], number: Numbers): string {
  if (shares.every((one) => one === null)) return '';
  return shares.map((one) => (one === null ? '–' : `${number(one * 100, 1)} %`)).join(' → ');
}
