/** The steps a case has been at, each with who did it and the time it took of what it may take. */
import '../theme/sharing.css';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case, Visit } from '../api/cases.ts';
import { useFormat } from '../display/format.ts';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { VisitStatus } from '../display/marks.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { ShareDialog } from './share-dialog.tsx';

/** The case, as the person is looking at it. */
type CaseVersion = Pick<Case, 'id' | 'version'>;

export function CaseVisits({ visits, of }: { visits: readonly Visit[]; of: CaseVersion }) {
  const { t } = useTranslation('cases');
  const isTimed = visits.some(({ limits }) => limits.length > 0);
  const columns = useColumns(isTimed, of);
  return (
    <DataTable
      caption={t('case.tab.work')}
      columns={columns.filter(
        ({ key }) =>
          (isTimed || key !== 'used') &&
          (key !== 'action' || visits.some(({ can }) => can.length > 0)),
      )}
      rows={visits}
      rowKey={(visit) => visit.seq}
    />
  );
}

/** Names take the room that times leave, which is much where no time is limited. */
function useColumns(isTimed: boolean, of: CaseVersion): Column<Visit>[] {
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
      render: (visit) => <StepName visit={visit} />,
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
    {
      key: 'action',
      title: t('case.visit.action'),
      render: (visit) => <VisitTools visit={visit} of={of} />,
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

/** The step, and what its handler said. */
function StepName({ visit }: { visit: Visit }) {
  const say = useSay();
  return (
    <>
      <strong className="row-name">{say(visit.step.name)}</strong>
      {visit.comment !== null && <span className="visit-comment quiet">{visit.comment}</span>}
    </>
  );
}

/** Taking back one's own work, urging that of others. */
function VisitTools({ visit, of }: { visit: Visit; of: CaseVersion }) {
  const { t } = useTranslation('sharing');
  const say = useSay();
  const [action, setAction] = useState<'withdraw' | 'urge'>();
  return (
    <span className="visit-tools">
      {visit.can.map((one) => (
        <Button
          key={one}
          size="small"
          aria-label={`${t(`action.${one}`)} ${say(visit.step.name)}`}
          onClick={() => setAction(one)}
        >
          {t(`action.${one}`)}
        </Button>
      ))}
      {action && (
        <ShareDialog
          action={action}
          task={{ id: `${of.id}.${visit.seq}`, version: of.version }}
          onClose={() => setAction(undefined)}
        />
      )}
    </span>
  );
}

function Who({ visit }: { visit: Visit }) {
  const { t } = useTranslation('sharing');
  const say = useSay();
  const signed = visit.signs.filter(({ verdict }) => verdict !== null);
  if (signed.length > 0) {
    return (
      <ul className="visit-signs">
        {signed.map(({ part, by, verdict }) => (
          <li key={part}>
            {say(by?.name)}{' '}
            <span className="quiet">
              {t(verdict === 'agree' ? 'signing.agree' : 'signing.reject')}
            </span>
          </li>
        ))}
      </ul>
    );
  }
  const person = visit.handler ?? visit.holder;
  const absent = visit.on_behalf_of;
  if (person !== null && absent !== null) {
    return (
      <>
        {say(person.name)}{' '}
        <span className="quiet">{t('signing.inPlaceOf', { person: say(absent.name) })}</span>
      </>
    );
  }
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
