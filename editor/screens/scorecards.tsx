/** The score cards a person may see. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { scorecardList, type ScorecardRow } from '../api/scores.ts';
import { Answered } from '../display/answered.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { NewDefinition } from './definitions-new.tsx';

export function ScorecardsScreen() {
  const { t } = useTranslation('scores');
  const query = useQuery(scorecardList);
  const columns = useColumns();
  return (
    <div className="page">
      <PageHead
        title={t('cards.title')}
        actions={<NewDefinition kinds={['indicator', 'scorecard']} />}
      />
      <Answered page query={query}>
        {({ rows }) => (
          <DataTable
            caption={t('cards.title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            empty={<Nothing text={t('cards.empty')} />}
          />
        )}
      </Answered>
    </div>
  );
}

function useColumns(): Column<ScorecardRow>[] {
  const { t } = useTranslation('scores');
  const say = useSay();
  return [
    {
      key: 'name',
      title: t('cards.column.name'),
      render: (row) => (
        <Link to="/scorecards/$id" params={{ id: row.id }} search={{}} className="row-link">
          <span className="row-title">{say(row.name)}</span>
        </Link>
      ),
    },
    {
      key: 'level',
      title: t('cards.column.level'),
      render: (row) => t(`cards.level.${row.level}`),
    },
    {
      key: 'unit',
      tight: true,
      title: t('cards.column.unit'),
      render: (row) => (row.unit ? say(row.unit.name) : t('cards.everything')),
    },
    {
      key: 'period',
      title: t('cards.column.period'),
      render: (row) => t(`cards.period.${row.period}`),
    },
  ];
}
