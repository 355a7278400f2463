/** In which units, posts and people's work a candidate would find more, or less. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backtest } from '../api/backtests.ts';
import { useFormat } from '../display/format.ts';
import { Nothing } from '../display/nothing.tsx';
import { Section } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { Tabs } from '../display/tabs.tsx';
import { useSay } from '../words/say.ts';
import { signed } from './backtest-rules.tsx';

type Row = Backtest['groups'][number];

const kinds = ['unit', 'post', 'person'] as const;

export function BacktestGroups({ backtest: { groups } }: { backtest: Backtest }) {
  const { t } = useTranslation('backtest');
  const [by, setBy] = useState<Row['by']>('unit');
  const format = useFormat();
  const say = useSay();
  const hasMoney = groups.some(({ gained, lost }) => gained.money !== 0 || lost.money !== 0);
  const money: Column<Row> = {
    key: 'money',
    title: t('money'),
    numeric: true,
    render: ({ gained, lost }) => signed(gained.money - lost.money, format.number),
  };
  const columns: Column<Row>[] = [
    { key: 'group', title: t(`by.${by}`), render: ({ group }) => say(group.name) },
    {
      key: 'gained',
      title: t('gained'),
      numeric: true,
      render: ({ gained }) => signed(gained.hits, format.number),
    },
    {
      key: 'lost',
      title: t('lost'),
      numeric: true,
      render: ({ lost }) => signed(-lost.hits, format.number),
    },
    ...(hasMoney ? [money] : []),
  ];
  return (
    <Section title={t('groups')}>
      <Tabs
        label={t('groups')}
        tabs={kinds.map((key) => ({
          key,
          words: t(`by.${key}`),
          count: groups.filter((one) => one.by === key).length,
        }))}
        current={by}
        onChoose={setBy}
      >
        <DataTable
          caption={t(`by.${by}`)}
          columns={columns}
          rows={groups.filter((one) => one.by === by)}
          rowKey={({ group }) => group.id}
          empty={<Nothing text={t('noGroups')} />}
        />
      </Tabs>
    </Section>
  );
}
