/** The history of a definition of any kind, and any two of its versions compared. */
import '../theme/review.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { SwapOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { definitionKinds, type DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import { definitionOf, type DefinitionVersion } from '../api/definitions.ts';
import { versionsOf, type VersionRow } from '../api/versions.ts';
import { Answered } from '../display/answered.tsx';
import { useFormat } from '../display/format.ts';
import { Hash, shortHash } from '../display/hash.tsx';
import { PageHead, Section } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import { MissingScreen } from '../shell/error-screen.tsx';
import { kindName } from './change-review-names.ts';
import { DefinitionComparison } from './definition-comparison.tsx';
import { DefinitionVersions } from './definition-versions.tsx';

const route = getRouteApi('/in/definitions/$kind/$id');

export function DefinitionHistoryScreen() {
  const { kind } = route.useParams();
  const known = Object.keys(definitionKinds).find((one) => one === kind);
  return known === undefined ? <MissingScreen /> : <History kind={known as DefinitionKind} />;
}

function History({ kind }: { kind: DefinitionKind }) {
  const { id } = route.useParams();
  const active = useQuery(definitionOf(kind, id));
  const versions = useQuery(versionsOf(kind, id));
  return (
    <div className="page">
      <Answered page query={active} rows={12}>
        {(shown) => (
          <Answered query={versions} rows={8}>
            {({ rows }) => <Body active={shown} rows={rows} />}
          </Answered>
        )}
      </Answered>
    </div>
  );
}

interface BodyProps {
  active: DefinitionVersion;
  rows: readonly VersionRow[];
}

function Body({ active, rows }: BodyProps) {
  const { t } = useTranslation('versions');
  const say = useSay();
  const navigate = useNavigate({ from: '/definitions/$kind/$id' });
  const { definition } = active;
  const [from, to] = useChosen(rows);
  const name = 'name' in definition ? say(definition.name) : '';
  return (
    <>
      <PageHead
        above={
          <Link to="/definitions" search={{}}>
            {t('list.title')}
          </Link>
        }
        title={t('history.title', { name })}
        details={
          <>
            <span>{say(kindName(definition.kind))}</span>
            <Hash hash={active.hash} />
          </>
        }
      />
      {rows.length < 2 ? (
        <p className="quiet">{t('history.only')}</p>
      ) : (
        <Section title={t('history.compare')} actions={<Pick rows={rows} />}>
          {from && to && <DefinitionComparison key={`${from} ${to}`} from={from} to={to} />}
        </Section>
      )}
      <DefinitionVersions
        definition={definition}
        shown={to ?? active.hash}
        active={active.hash}
        isHistory
        onShow={(hash) =>
          void navigate({
            search: (before) => ({
              ...before,
              to: hash ?? active.hash,
              at: undefined,
              place: undefined,
            }),
            resetScroll: false,
          })
        }
      />
    </>
  );
}

/** What the address says; else the version in force and the one before it. */
function useChosen(
  rows: readonly VersionRow[],
): [from: string | undefined, to: string | undefined] {
  const { from, to } = route.useSearch();
  const newest = to ?? (rows.find(({ until }) => until === null) ?? rows[0])?.hash;
  return [from ?? rows.find(({ hash }) => hash !== newest)?.hash, newest];
}

function Pick({ rows }: { rows: readonly VersionRow[] }) {
  const { t } = useTranslation('versions');
  const format = useFormat();
  const navigate = useNavigate({ from: '/definitions/$kind/$id' });
  const [from, to] = useChosen(rows);
  const choose = (chosen: { from?: string | undefined; to?: string | undefined }) =>
    void navigate({
      search: (before) => ({ ...before, from, to, ...chosen, at: undefined, place: undefined }),
      replace: true,
      resetScroll: false,
    });
  const hashes = [...new Set(rows.map(({ hash }) => hash))];
  const options = hashes.map((hash) => ({
    value: hash,
    label: t('history.option', {
      hash: shortHash(hash),
      at: format.instant(rows.find((row) => row.hash === hash)?.since ?? ''),
    }),
  }));
  return (
    <span className="row-actions">
      <Select
        aria-label={t('history.from')}
        value={from ?? null}
        options={options}
        popupMatchSelectWidth={false}
        onChange={(hash) => choose({ from: hash })}
      />
      <Button
        icon={<SwapOutlined aria-hidden />}
        aria-label={t('history.swap')}
        onClick={() => choose({ from: to, to: from })}
      />
      <Select
        aria-label={t('history.to')}
        value={to ?? null}
        options={options}
        popupMatchSelectWidth={false}
        onChange={(hash) => choose({ to: hash })}
      />
    </span>
  );
}
