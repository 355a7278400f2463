/** A flow: its map, its versions, what runs on them; any version can be looked at. */
import '../theme/review.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { definitionList, definitionOf, type DefinitionVersion } from '../api/definitions.ts';
import { versionOf, versionsOf } from '../api/versions.ts';
import { FlowCanvas } from '../canvas/flow-canvas.tsx';
import { createView } from '../canvas/view-state.ts';
import { Answered } from '../display/answered.tsx';
import { useFormat } from '../display/format.ts';
import { shortHash } from '../display/hash.tsx';
import { Mark } from '../display/mark.tsx';
import { PageHead, Section } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import { FlowAbout } from './flow-view-about.tsx';
import { CalledFlow, opensCalled } from './called-flow.tsx';
import { useFlowSurroundings } from './flow-view-surroundings.ts';
import { FlowFiles } from './flow-view-files.tsx';
import { DefinitionVersions } from './definition-versions.tsx';
import { EditFlow } from './flows-edit.tsx';
import { OpenCases } from './flows.tsx';

const route = getRouteApi('/in/flows/$id');

export function FlowViewScreen() {
  const { id } = route.useParams();
  const { version } = route.useSearch();
  const active = useQuery(definitionOf('flow', id));
  const asked = useQuery({ ...versionOf(version ?? ''), enabled: version !== undefined });
  const query = version === undefined ? active : asked;
  return (
    <div className="page">
      <Answered page query={query} rows={14}>
        {(shown) => (shown.definition.kind === 'flow' ? <Flow shown={shown} /> : null)}
      </Answered>
    </div>
  );
}

function Flow({ shown }: { shown: DefinitionVersion }) {
  const { id } = route.useParams();
  const flow = shown.definition as FlowDefinition;
  const navigate = useNavigate({ from: '/flows/$id' });
  const { data: active } = useQuery(definitionOf('flow', id));
  const isActive = active === undefined ? shown.active : active.hash === shown.hash;
  return (
    <>
      <FlowHead flow={flow} shown={shown} isActive={isActive} />
      {!isActive && <Earlier hash={shown.hash} />}
      <div className="case-columns">
        <div className="case-main">
          <FlowMap key={shown.hash} shown={shown} />
          <DefinitionVersions
            definition={flow}
            shown={shown.hash}
            active={active?.hash}
            onShow={(version) => void navigate({ search: { version }, resetScroll: false })}
          />
        </div>
        <aside className="case-side">
          <FlowAbout flow={flow} hash={shown.hash} />
        </aside>
      </div>
    </>
  );
}

interface FlowHeadProps {
  flow: FlowDefinition;
  shown: DefinitionVersion;
  isActive: boolean;
}

function FlowHead({ flow, shown, isActive }: FlowHeadProps) {
  const { t } = useTranslation('flows');
  const say = useSay();
  const format = useFormat();
  const { data } = useQuery(definitionList('flow'));
  const row = data?.rows.find(({ id }) => id === flow.id);
  return (
    <PageHead
      title={say(flow.name)}
      above={<Link to="/flows">{t('list.title')}</Link>}
      marks={
        isActive && (
          <Mark colour="green" icon="done">
            {t('version.active')}
          </Mark>
        )
      }
      details={
        row &&
        isActive && (
          <>
            <span>{t('view.since', { at: format.instant(row.active_since) })}</span>
            <OpenCases flow={flow.id} words={t('view.open', { count: row.open_cases })} />
          </>
        )
      }
      actions={
        <>
          <FlowFiles shown={shown} />
          {row && <EditFlow flow={row} isPrimary />}
        </>
      }
    />
  );
}

/** Nobody should take an earlier version for the one in force. */
function Earlier({ hash }: { hash: string }) {
  const { t } = useTranslation('flows');
  const { id } = route.useParams();
  const format = useFormat();
  const { data } = useQuery(versionsOf('flow', id));
  const row = data?.rows.find((one) => one.hash === hash);
  const text = row && {
    hash: shortHash(hash),
    from: format.instant(row.since),
    until: row.until === null ? '' : format.instant(row.until),
  };
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      title={text === undefined ? t('view.earlier') : t('view.earlierText', text)}
      action={
        <Link to="/flows/$id" params={{ id }} search={{}}>
          {t('view.toActive')}
        </Link>
      }
    />
  );
}

function FlowMap({ shown }: { shown: DefinitionVersion }) {
  const { t } = useTranslation('flows');
  const say = useSay();
  const surroundings = useFlowSurroundings();
  const [view] = useState(createView);
  const flow = shown.definition as FlowDefinition;
  return (
    <Section title={t('view.map')} flush className="flow-map">
      <div className="map-place">
        <FlowCanvas
          flow={flow}
          layout={shown.layout}
          surroundings={surroundings}
          mode="view"
          view={view}
          host={opensCalled}
          label={t('view.mapOf', { name: say(flow.name) })}
        />
        <CalledFlow view={view} flow={flow} surroundings={surroundings} />
      </div>
    </Section>
  );
}
