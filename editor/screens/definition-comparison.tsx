/** How one version differs from another: in sentences, field by field, and on the canvas where it is a flow. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { diff } from '@flowmeter/engine/definition/diff.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Difference } from '../api/changes.ts';
import type { DefinitionVersion } from '../api/definitions.ts';
import { packInForce } from '../api/pack.ts';
import { versionOf } from '../api/versions.ts';
import { Answered } from '../display/answered.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';
import { Differences } from './change-review-differences.tsx';
import { groupsOf } from './change-review-groups.ts';
import { chartsOf, createMaps, ReviewMap } from './change-review-map.tsx';
import { flowChangeOf } from './change-review-overlay.ts';
import { usePlace } from './change-review-place.ts';
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
  const { at, map, by = 'words' } = route.useSearch();
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
  const place = usePlace(groups, charts, { at, go: (n) => search({ at: n }) });
  if (compared.differences.length === 0) return <p className="quiet">{t('history.same')}</p>;
  return (
    <div className="stack">
      <div>
        <Segmented<(typeof ways)[number]>
          aria-label={t('history.how')}
          value={by}
          options={ways.map((value) => ({ value, label: t(`history.${value}`) }))}
          onChange={(chosen) => search({ by: chosen === 'words' ? undefined : chosen })}
        />
      </div>
      {by === 'words' ? (
        <Differences groups={groups} place={place} kind={content.definition.kind} />
      ) : (
        <Fields differences={compared.differences} />
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

/** Each field or cell with what it was and what it is. */
function Fields({ differences }: { differences: readonly Difference[] }) {
  const { t } = useTranslation(['versions', 'changes']);
  const say = useSay();
  const columns: Column<Difference>[] = [
    {
      key: 'kind',
      title: t('history.kind'),
      tight: true,
      render: ({ kind }) => (
        <span className="row-actions">
          <Sign kind={kind} />
          {t(`changes:difference.kind.${kind}`)}
        </span>
      ),
    },
    {
      key: 'place',
      title: t('history.place'),
      render: ({ pointer, sentence }) => (
        <span className="row-link">
          <code className="field-place">{pointer || '/'}</code>
          <span className="row-step">{say(sentence)}</span>
        </span>
      ),
    },
    { key: 'before', title: t('history.before'), render: (one) => <Value of={one.before} /> },
    { key: 'after', title: t('history.after'), render: (one) => <Value of={one.after} /> },
  ];
  return (
    <DataTable
      caption={t('history.fields')}
      columns={columns}
      rows={differences}
      rowKey={({ kind, pointer }) => `${kind} ${pointer}`}
    />
  );
}

function Value({ of }: { of: unknown }) {
  if (of === undefined) return <span className="quiet">—</span>;
  const text = typeof of === 'string' ? of : JSON.stringify(of);
  return <code className="field-value">{text}</code>;
}
