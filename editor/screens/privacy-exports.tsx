/** What left the product as a file: who took what, when and for what. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { exported, type Exported } from '../api/privacy.ts';
import { Answered } from '../display/answered.tsx';
import { Instant } from '../display/instant.tsx';
import { Nothing } from '../display/nothing.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

export function PrivacyExports() {
  const { t } = useTranslation('privacy');
  const query = useQuery(exported);
  return (
    <>
      <p className="quiet">{t('exports.help')}</p>
      <Answered query={query} rows={8} page>
        {({ rows }) => <Exports rows={rows} />}
      </Answered>
    </>
  );
}

function Exports({ rows }: { rows: readonly Exported[] }) {
  const { t } = useTranslation('privacy');
  const say = useSay();
  const columns: Column<Exported>[] = [
    { key: 'at', title: t('at'), tight: true, render: ({ at }) => <Instant at={at} /> },
    { key: 'by', title: t('by'), tight: true, render: ({ by }) => say(by.name) },
    { key: 'what', title: t('exports.what'), render: ({ what, object }) => `${what} ${object}` },
    {
      key: 'purpose',
      title: t('exports.purpose'),
      render: ({ purpose }) =>
        purpose === '' ? <span className="quiet">{t('exports.notSaid')}</span> : purpose,
    },
    {
      key: 'id',
      title: t('exports.id'),
      tight: true,
      wide: true,
      render: ({ id }) => <code>{id}</code>,
    },
  ];
  return (
    <DataTable
      caption={t('tabs.exports')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<Nothing text={t('exports.none')} />}
    />
  );
}
