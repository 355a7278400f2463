/** The steps a case has been at, each with who did it and the time it took of what it may take. */
import { useTranslation } from 'react-i18next';
import type { Visit } from '../api/cases.ts';
import { useFormat } from '../display/format.ts';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { VisitStatus } from '../display/marks.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

export function CaseVisits({ visits }: { visits: readonly Visit[] }) {
  const { t } = useTranslation('cases');
  const isTimed = visits.some(({ limits }) => limits.length > 0);
  const columns = useColumns(isTimed);
  return (
    <DataTable
      caption={t('case.tab.work')}
      columns={columns.filter(({ key }) => isTimed || key !== 'used')}
      rows={visits}
      rowKey={(visit) => visit.seq}
    />
  );
}

/** Names take the room that times leave, which is much where no time is limited. */
function useColumns(isTimed: boolean): Column<Visit>[] {
  const { t } = useTranslation('cases');
  const say = useSay();
  return [
    {
      key: 'seq',
      title: t('case.visit.seq'),
      numeric: true,
      width: 48,
      render: (visit) => visit.seq,
    },
    {
      key: 'step',
      title: t('case.visit.step'),
      ...(isTimed ? {} : { width: '40%' }),
      render: (visit) => <strong className="row-name">{say(visit.step.name)}</strong>,
    },
    {
      key: 'status',
      tight: true,
      title: t('case.visit.status'),
      render: (visit) => <VisitStatus status={visit.status} result={visit.result} />,
    },
    {
      key: 'who',
      title: t('case.visit.who'),
      render: (visit) => <Who visit={visit} />,
    },
    {
      key: 'arrived',
      tight: true,
      title: t('case.visit.arrived'),
      render: (visit) => <Instant at={visit.arrived_at} />,
    },
    {
      key: 'submitted',
      tight: true,
      title: t('case.visit.submitted'),
      render: (visit) => <Left visit={visit} />,
    },
    {
      key: 'route',
      title: t('case.visit.route'),
      wide: true,
      render: (visit) => say(visit.route),
    },
    {
      key: 'used',
      title: t('case.visit.used'),
      width: 190,
      render: (visit) => <Used visit={visit} />,
    },
  ];
}

/** When the visit was left, or when its wait will be over. */
function Left({ visit }: { visit: Visit }) {
  const { t } = useTranslation('cases');
  const format = useFormat();
  if (visit.submitted_at !== null) return <Instant at={visit.submitted_at} />;
  if (visit.until === null) return null;
  return (
    <span className="quiet figures">{t('case.visit.until', { at: format.due(visit.until) })}</span>
  );
}

function Who({ visit }: { visit: Visit }) {
  const say = useSay();
  const person = visit.handler ?? visit.holder;
  if (person !== null) return say(person.name);
  return <span className="quiet">{say(visit.post?.name)}</span>;
}

/** Time used of the first limit, and whether any limit was passed. */
function Used({ visit }: { visit: Visit }) {
  const { t } = useTranslation(['cases', 'display']);
  const format = useFormat();
  const [limit] = visit.limits;
  if (limit === undefined || visit.used === null) return null;
  const words = t('display:limit.used', {
    used: format.amount(visit.used),
    value: format.number(limit.value),
    unit: t(`display:unit.${limit.unit}`, { count: limit.value }),
  });
  return (
    <span className="used">
      <span className="figures">{words}</span>
      {visit.overdue && (
        <Mark colour="red" icon="over" plain>
          {t('case.visit.overdue')}
        </Mark>
      )}
    </span>
  );
}
