/** People and their accounts: who can sign in, how, and what may be done about it. */
import '../theme/accounts.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accounts, type Account, type AccountAct } from '../api/accounts.ts';
import { Answered } from '../display/answered.tsx';
import { FilterChoice, FilterText } from '../display/filters.tsx';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { accountFilters } from '../search.ts';
import { useSay } from '../words/say.ts';
import { AccountDialog, InviteDialog, ResetDialog } from './accounts-dialogs.tsx';
import { AccountMenu, type AccountMatter } from './accounts-menu.tsx';
import { AskPasswordDialog, PasswordResetDialog } from './accounts-password.tsx';
import { AccountState } from './accounts-state.tsx';

const route = getRouteApi('/in/accounts');

/** What is open over the list. */
type Opened =
  | { what: AccountMatter; account: Account }
  | { what: 'act'; act: AccountAct; account: Account };

export function AccountsScreen() {
  const { t } = useTranslation('accounts');
  const query = useQuery(accounts);
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  return (
    <div className="page">
      <PageHead title={t('people.title')} details={t('people.about')} />
      <Filters />
      <Answered query={query} rows={10} page>
        {(data) => <People people={data.accounts} onOpen={setOpened} />}
      </Answered>
      {opened?.what === 'invite' && <InviteDialog account={opened.account} onClose={close} />}
      {opened?.what === 'reset' && <ResetDialog account={opened.account} onClose={close} />}
      {opened?.what === 'ask_password' && (
        <AskPasswordDialog account={opened.account} onClose={close} />
      )}
      {opened?.what === 'password_reset' && (
        <PasswordResetDialog account={opened.account} onClose={close} />
      )}
      {opened?.what === 'act' && (
        <AccountDialog act={opened.act} account={opened.account} onClose={close} />
      )}
    </div>
  );
}

interface PeopleProps {
  people: readonly Account[];
  onOpen: (opened: Opened) => void;
}

function People({ people, onOpen }: PeopleProps) {
  const { t } = useTranslation('accounts');
  const { q = '', state } = route.useSearch();
  /** There is something to do about somebody. */
  const isActive = people.some(
    ({ can, reset, password_reset }) =>
      can.length > 0 || reset?.may_decide || password_reset?.may_decide,
  );
  const wanted = q.trim().toLowerCase();
  const rows = people.filter((one) => {
    const { zh, en } = one.person.name;
    const words = [one.person.id, zh, en, one.unit.name.zh, one.unit.name.en].join(' ');
    return words.toLowerCase().includes(wanted) && (state === undefined || isIn(one, state));
  });
  return (
    <DataTable
      caption={t('people.title')}
      columns={useColumns(onOpen).filter(({ key }) => key !== 'do' || isActive)}
      rows={rows}
      rowKey={(row) => row.person.id}
      empty={<Nothing text={t('people.empty')} />}
    />
  );
}

/** Does an account stand like this, or wait for this? */
function isIn(
  { state, reset, password_reset }: Account,
  wanted: (typeof accountFilters)[number],
): boolean {
  if (wanted === 'reset') return reset !== null;
  return wanted === 'password' ? password_reset !== null : state === wanted;
}

function Filters() {
  const { t } = useTranslation('accounts');
  const { q, state } = route.useSearch();
  const navigate = useNavigate({ from: '/accounts' });
  return (
    <div className="filters">
      <FilterText
        label={t('people.search')}
        value={q}
        onChange={(words) => void navigate({ search: { q: words, state }, replace: true })}
      />
      <FilterChoice
        label={t('people.state')}
        all={t('people.allStates')}
        value={state}
        options={accountFilters.map((value) => ({ value, label: t(`state.${value}`) }))}
        onChange={(chosen) => void navigate({ search: { q, state: chosen } })}
      />
    </div>
  );
}

function useColumns(onOpen: (opened: Opened) => void): Column<Account>[] {
  const { t } = useTranslation(['accounts', 'shell']);
  const say = useSay();
  return [
    {
      key: 'person',
      title: t('people.person'),
      render: (row) => <Person account={row} />,
    },
    { key: 'unit', title: t('people.unit'), wide: true, render: (row) => say(row.unit.name) },
    {
      key: 'roles',
      title: t('people.roles'),
      render: (row) => row.roles.map((role) => t(`shell:role.${role}`)).join(' / ') || '—',
    },
    {
      key: 'state',
      title: t('people.state'),
      tight: true,
      render: (row) => <AccountState account={row} />,
    },
    {
      key: 'factor',
      title: t('people.factor'),
      tight: true,
      wide: true,
      render: (row) => (
        <Mark plain colour={row.factor ? 'green' : 'grey'} icon={row.factor ? 'done' : 'none'}>
          {row.factor ? t('factor.on') : t('factor.off')}
        </Mark>
      ),
    },
    {
      key: 'seen',
      title: t('people.seen'),
      tight: true,
      wide: true,
      width: 148,
      render: (row) => (row.seen_at === null ? '—' : <Instant at={row.seen_at} />),
    },
    {
      key: 'do',
      title: t('people.do'),
      width: 88,
      render: (row) => (
        <AccountMenu
          account={row}
          onOpen={(what) => onOpen({ what, account: row })}
          onAct={(act) => onOpen({ what: 'act', act, account: row })}
        />
      ),
    },
  ];
}

function Person({ account: { person, same_as } }: { account: Account }) {
  const { t } = useTranslation('accounts');
  const say = useSay();
  return (
    <span className="account-person">
      <strong>{say(person.name)}</strong> <code>{person.id}</code>
      {same_as && <span className="quiet">{t('people.sameAs', { name: say(same_as.name) })}</span>}
    </span>
  );
}
