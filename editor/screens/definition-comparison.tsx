/** How one version differs from another: in sentences, field by field, and on the canvas where it is a flow. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { diff } from '@flowmeter/engine/definition/diff.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { DefinitionVersion } from '../api/definitions.ts';
import { packInForce } from '../api/pack.ts';
import { versionOf } from '../api/versions.ts';
import { Answered } from '../display/answered.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { Differences, Walk } from './change-review-differences.tsx';
import { type Group, groupsOf, type Numbered, numberedOf } from './change-review-groups.ts';
import { chartsOf, createMaps, ReviewMap } from './change-review-map.tsx';
import { flowChangeOf } from './change-review-overlay.ts';
import { type Place, usePlace } from './change-review-place.ts';
import { Sign } from './change-review-sign.tsx';

const route = getRouteApi('/in/definitions/$kind/$id');
const ways = ['words', 'fields'] as const;

export function DefinitionComparison({ from, to }: { from: string; to: string }) {
  const before = useQuery(versionOf(from));
  const after = useQuery(versionOf(to));
  const pack = useQuery(packInForce);
  return (
    <Answered query={before} rows={4}>
      {(base) => (
        <Answered query={after} rows={4}>
          {(content) => (
            <Answered query={pack} rows={4}>
              {(known) => <Compared base={base} content={content} pack={known} />}
            </Answered>
          )}
        </Answered>
      )}
    </Answered>
  );
}

interface ComparedProps {
  base: DefinitionVersion;
  content: DefinitionVersion;
  pack: Pack;
}

function Compared({ base, content, pack }: ComparedProps) {
  const { t } = useTranslation('versions');
  const { at, map, place: pointer, by = 'words' } = route.useSearch();
  const navigate = useNavigate({ from: '/definitions/$kind/$id' });
  const compared = useMemo(
    () => ({
      base: base.definition,
      content: content.definition,
      differences: diff(base.definition, content.definition, pack),
      layout: content.layout,
      base_layout: base.layout,
    }),
    [base, content, pack],
  );
  const groups = useMemo(() => groupsOf(compared), [compared]);
  const flow = useMemo(() => flowChangeOf(compared), [compared]);
  const [views] = useState(createMaps);
  const charts = useMemo(() => chartsOf(flow, views), [flow, views]);
  const search = (chosen: Partial<ReturnType<typeof route.useSearch>>) =>
    void navigate({
      search: (before) => ({ ...before, ...chosen }),
      replace: true,
      resetScroll: false,
    });
  const place = usePlace(groups, charts, {
    at,
    pointer,
    along: { from: base.hash, to: content.hash },
    go: (n) => search({ at: n, place: undefined }),
  });
  if (compared.differences.length === 0) return <p className="quiet">{t('history.same')}</p>;
  return (
    <div className={`comparison${flow !== null && by === 'words' ? ' comparison-beside' : ''}`}>
      <div className="comparison-how">
        <Segmented<(typeof ways)[number]>
          aria-label={t('history.how')}
          value={by}
          options={ways.map((value) => ({ value, label: t(`history.${value}`) }))}
          onChange={(chosen) => search({ by: chosen === 'words' ? undefined : chosen })}
        />
      </div>
      {by === 'words' ? (
        <div className="comparison-words">
          <Differences groups={groups} place={place} kind={content.definition.kind} />
        </div>
      ) : (
        <Fields groups={groups} place={place} />
      )}
      {flow && (
        <ReviewMap
          change={flow}
          views={views}
          map={map}
          onMap={(chosen) => search({ map: chosen })}
        />
      )}
    </div>
  );
}

interface FieldsProps {
  groups: readonly Group[];
  place: Place;
}

/** Each field or cell with what it was and what it is; the one that is looked at is marked. */
function Fields({ groups, place }: FieldsProps) {
  const { t } = useTranslation(['versions', 'changes']);
  const columns: Column<Numbered>[] = [
    {
      key: 'kind',
      title: t('history.kind'),
      tight: true,
      width: 96,
      render: ({ kind }) => (
        <span className="field-kind">
          <Sign kind={kind} />
          {t(`changes:difference.kind.${kind}`)}
        </span>
      ),
    },
    {
      key: 'place',
      title: t('history.place'),
      width: '34%',
      render: (one) => <FieldPlace one={one} place={place} />,
    },
    { key: 'before', title: t('history.before'), render: (one) => <Value of={one.before} /> },
    { key: 'after', title: t('history.after'), render: (one) => <Value of={one.after} /> },
  ];
  return (
    <div className="comparison-fields">
      <Walk place={place} />
      <DataTable
        caption={t('history.fields')}
        columns={columns}
        rows={numberedOf(groups)}
        rowKey={({ n }) => n}
        isCurrent={({ n }) => n === place.at}
      />
    </div>
  );
}

function FieldPlace({ one, place }: { one: Numbered; place: Place }) {
  const say = useSay();
  const isCurrent = place.at === one.n;
  return (
    <button
      type="button"
      className="field-open"
      aria-current={isCurrent ? 'true' : undefined}
      onClick={() => place.go(one.n)}
    >
      <span className="row-title">{say(one.sentence)}</span>
      <code className="field-place">{one.pointer || '/'}</code>
    </button>
  );
}

function Value({ of }: { of: unknown }) {
  if (of === undefined) return <span className="quiet">—</span>;
  const isWhole = typeof of === 'object' && of !== null;
  const text = typeof of === 'string' ? of : JSON.stringify(of, null, isWhole ? 2 : 0);
  return <code className={`field-value${isWhole ? ' field-whole' : ''}`}>{text}</code>;
}
