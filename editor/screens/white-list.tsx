/** The white list: which objects rules leave alone, until when, by whom and why, and what that held back. */
import '../theme/review.css';
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endExemption, exemptionList, type Exemption } from '../api/audits.ts';
import { useCommand } from '../api/command.ts';
import { hasRole, session } from '../api/session.ts';
import { Failure } from '../display/failure.tsx';
import { FilterChoice, FilterTag, FilterText } from '../display/filters.tsx';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { EndlessTable, type Column } from '../display/table.tsx';
import { exemptionStates } from '../search.ts';
import { useSay } from '../words/say.ts';

const route = getRouteApi('/in/white-list');

export function WhiteListScreen() {
  const { t } = useTranslation('findings');
  const { state, rule, id, object } = route.useSearch();
  const only = state === 'all' ? undefined : (state ?? 'lasting');
  const query = useInfiniteQuery(exemptionList({ rule, id, object, state: only }));
  const [ending, setEnding] = useState<Exemption>();
  return (
    <div className="page">
      <PageHead
        title={t('whiteList.title')}
        details={<span>{t('whiteList.help')}</span>}
        actions={
          <Link to="/findings" search={{}}>
            {t('typical.list')}
          </Link>
        }
      />
      <Filters />
      <EndlessTable
        caption={t('whiteList.title')}
        query={query}
        columns={useColumns(setEnding)}
        rowKey={(row) => row.id}
        empty={
          <Nothing text={t('whiteList.empty')}>
            <span className="quiet">{t('whiteList.add')}</span>
          </Nothing>
        }
      />
      {ending && <EndDialog exemption={ending} onClose={() => setEnding(undefined)} />}
    </div>
  );
}

function Filters() {
  const { t } = useTranslation('findings');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/white-list' });
  const narrow = (change: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...change }, replace: true });
  return (
    <div className="filters">
      <FilterText
        label={t('whiteList.find')}
        value={search.object}
        onChange={(object) => narrow({ object })}
      />
      <FilterChoice
        label={t('whiteList.state')}
        all={t('whiteList.states.lasting')}
        value={search.state}
        options={exemptionStates.map((value) => ({
          value,
          label: t(`whiteList.states.${value}`),
        }))}
        onChange={(state) => narrow({ state })}
      />
      {search.id !== undefined && (
        <FilterTag words={t('whiteList.one')} onClear={() => narrow({ id: undefined })} />
      )}
      {search.rule !== undefined && (
        <FilterTag
          words={t('list.rule', { rule: search.rule })}
          onClear={() => narrow({ rule: undefined })}
        />
      )}
    </div>
  );
}

function useColumns(onEnd: (row: Exemption) => void): Column<Exemption>[] {
  const { t } = useTranslation('findings');
  const say = useSay();
  const { data: user } = useSuspenseQuery(session);
  const mayEnd = user !== null && hasRole(user, ['auditor']);
  return [
    { key: 'object', title: t('whiteList.object'), render: (row) => <About row={row} /> },
    { key: 'rule', title: t('whiteList.rule'), render: (row) => <Rule row={row} /> },
    {
      key: 'until',
      title: t('whiteList.until'),
      tight: true,
      render: (row) => <Until row={row} />,
    },
    {
      key: 'reason',
      title: t('whiteList.reason'),
      width: '24%',
      wide: true,
      render: (row) => row.reason,
    },
    {
      key: 'who',
      title: t('whiteList.who'),
      tight: true,
      wide: true,
      render: (row) => (
        <span className="row-link">
          <span>{say(row.by.name)}</span>
          <span className="row-step">
            <Instant at={row.at} />
          </span>
        </span>
      ),
    },
    { key: 'held', title: t('whiteList.held'), numeric: true, render: (row) => <Held row={row} /> },
    {
      key: 'actions',
      title: t('whiteList.actions'),
      tight: true,
      render: (row) => <Actions row={row} mayEnd={mayEnd} onEnd={onEnd} />,
    },
  ];
}

function About({ row }: { row: Exemption }) {
  const say = useSay();
  return (
    <span className="row-link">
      <strong className="figures">{row.object}</strong>
      <span className="row-step">
        {say(row.subject.name)} · {say(row.unit.name)}
      </span>
    </span>
  );
}

function Rule({ row }: { row: Exemption }) {
  const say = useSay();
  const { state, object } = route.useSearch();
  return (
    <Link to="/white-list" search={{ state, object, rule: row.rule.id }} className="row-link">
      <span className="row-title">{say(row.rule.name)}</span>
      <span className="row-step figures">{row.rule.id}</span>
    </Link>
  );
}

function Until({ row }: { row: Exemption }) {
  const { t } = useTranslation('findings');
  const say = useSay();
  const over =
    row.ended_by === null
      ? t('whiteList.passed')
      : t('whiteList.endedBy', { name: say(row.ended_by.name) });
  return (
    <span className="row-link">
      <span className="figures">{row.until}</span>
      <span className="row-step">
        {row.lasts ? (
          <Mark plain colour="green" icon="done">
            {t('whiteList.lasts')}
          </Mark>
        ) : (
          over
        )}
      </span>
    </span>
  );
}

/** What its rule hit about the object in the last run that asked it: that run says which records. */
function Held({ row: { held, rule } }: { row: Exemption }) {
  const { t } = useTranslation('findings');
  if (held === null) return <span className="quiet">{t('whiteList.never')}</span>;
  return (
    <Link to="/audits/$id" params={{ id: held.run }} search={{ rule: rule.id }}>
      {t('whiteList.heldHits', { count: held.hits })}
    </Link>
  );
}

interface ActionsProps {
  row: Exemption;
  mayEnd: boolean;
  onEnd: (row: Exemption) => void;
}

function Actions({ row, mayEnd, onEnd }: ActionsProps) {
  const { t } = useTranslation('findings');
  const { object, finding, lasts } = row;
  return (
    <span className="row-actions">
      {finding !== null && (
        <Link
          to="/findings/$id"
          params={{ id: finding }}
          aria-label={t('whiteList.findingOf', { object })}
        >
          {t('whiteList.finding')}
        </Link>
      )}
      {mayEnd && lasts && (
        <Button
          size="small"
          aria-label={t('whiteList.endOf', { object })}
          onClick={() => onEnd(row)}
        >
          {t('whiteList.end')}
        </Button>
      )}
    </span>
  );
}

function EndDialog({ exemption, onClose }: { exemption: Exemption; onClose: () => void }) {
  const { t } = useTranslation(['findings', 'display']);
  const say = useSay();
  const [isOpen, setIsOpen] = useState(true);
  const run = useCommand({ run: (id: string) => endExemption(id), makesOld: ['findings'] });
  return (
    <Modal
      open={isOpen && !run.isSuccess}
      title={t('whiteList.endTitle')}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
      onOk={() => run.mutate(exemption.id)}
      okText={t('whiteList.end')}
      cancelText={t('display:cancel')}
      okButtonProps={{ loading: run.isPending }}
    >
      <p>{t('whiteList.endHelp', { rule: say(exemption.rule.name), object: exemption.object })}</p>
      {run.error && <Failure error={run.error} />}
    </Modal>
  );
}
