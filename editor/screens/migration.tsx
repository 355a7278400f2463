/** Moving the open cases of an earlier version of a flow to the one in force. */
import '../theme/review.css';
import '../theme/migration.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Select } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { MigrationPlan } from '@flowmeter/engine/migration/plan.ts';
import { definitionOf, type DefinitionVersion } from '../api/definitions.ts';
import { suggestionFor, verdictsOf, type Moved, type Suggestion } from '../api/migrations.ts';
import { versionOf, versionsOf, type VersionRow } from '../api/versions.ts';
import { Answered } from '../display/answered.tsx';
import { useFormat } from '../display/format.ts';
import { Hash, shortHash } from '../display/hash.tsx';
import { Nothing } from '../display/nothing.tsx';
import { PageHead, Section } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import { useIsOwner } from './flows-edit.tsx';
import { usePlanDraft, type Versions } from './migration-draft.ts';
import { MigrationPlanTable } from './migration-plan.tsx';
import { MigrationRun } from './migration-run.tsx';
import { MigrationBranches, MigrationTimes } from './migration-times.tsx';
import { MigrationTrial } from './migration-trial.tsx';

const route = getRouteApi('/in/flows/$id/migration');

export function MigrationScreen() {
  const { t } = useTranslation('migration');
  const { id } = route.useParams();
  const query = useQuery(definitionOf('flow', id));
  const isOwner = useIsOwner();
  return (
    <div className="page">
      <Answered page query={query} rows={10}>
        {(active) => (
          <>
            <Head active={active} />
            {isOwner ? (
              <FromVersion active={active} />
            ) : (
              <Alert type="info" showIcon title={t('onlyOwners')} />
            )}
          </>
        )}
      </Answered>
    </div>
  );
}

function Head({ active }: { active: DefinitionVersion }) {
  const { t } = useTranslation(['migration', 'flows']);
  const say = useSay();
  const { id } = route.useParams();
  const name = say(active.definition.name);
  return (
    <PageHead
      title={t('title', { flow: name })}
      above={
        <Link to="/flows/$id" params={{ id }} search={{}}>
          {name}
        </Link>
      }
      details={<span className="migration-help">{t('help')}</span>}
    />
  );
}

/** Which version the cases are moved from; the one in force has nothing to be moved. */
function FromVersion({ active }: { active: DefinitionVersion }) {
  const { id } = route.useParams();
  const { from } = route.useSearch();
  const query = useQuery(versionsOf('flow', id));
  return (
    <Answered query={query} rows={3}>
      {({ rows }) => {
        const earlier = rows.filter((row, index) => {
          const isFirst = rows.findIndex((one) => one.hash === row.hash) === index;
          return isFirst && row.hash !== active.hash;
        });
        const open = earlier.filter((row) => row.open_cases > 0 || row.hash === from);
        return (
          <>
            <ChooseVersion rows={open} active={active} />
            {from !== undefined && <FromPlan key={from} from={from} active={active} />}
          </>
        );
      }}
    </Answered>
  );
}

function ChooseVersion({ rows, active }: { rows: VersionRow[]; active: DefinitionVersion }) {
  const { t } = useTranslation('migration');
  const format = useFormat();
  const { from } = route.useSearch();
  const navigate = useNavigate({ from: '/flows/$id/migration' });
  if (rows.length === 0) return <Nothing text={t('from.none')} />;
  const options = rows.map((row) => ({
    value: row.hash,
    label: t('from.option', {
      hash: shortHash(row.hash),
      since: format.day(row.since),
      until: row.until === null ? '' : format.day(row.until),
      count: row.open_cases,
    }),
  }));
  return (
    <Section title={t('from.title')}>
      <div className="migration-versions">
        <Select<string>
          className="migration-from"
          aria-label={t('from.choose')}
          placeholder={t('from.placeholder')}
          popupMatchSelectWidth={false}
          value={from ?? null}
          options={options}
          onChange={(hash) => void navigate({ search: { from: hash } })}
        />
        <Hash hash={active.hash} label={t('from.to')} />
      </div>
    </Section>
  );
}

/** The suggestion, and both definitions: with these the plan is edited and checked. */
function FromPlan({ from, active }: { from: string; active: DefinitionVersion }) {
  const { id } = route.useParams();
  const suggestion = useQuery(suggestionFor(id, from));
  const source = useQuery(versionOf(from));
  const versions = useMemo((): Versions | undefined => {
    if (source.data === undefined) return undefined;
    const flow = source.data.definition as FlowDefinition;
    return { from: flow, to: active.definition as FlowDefinition };
  }, [source.data, active]);
  return (
    <Answered query={suggestion} rows={8}>
      {(suggested) =>
        versions === undefined ? null : <Plan suggestion={suggested} versions={versions} />
      }
    </Answered>
  );
}

function Plan({ suggestion, versions }: { suggestion: Suggestion; versions: Versions }) {
  const { t } = useTranslation('migration');
  const draft = usePlanDraft(suggestion, versions);
  const [tried, setTried] = useState<MigrationPlan>();
  return (
    <>
      <MigrationPlanTable suggestion={suggestion} draft={draft} />
      <MigrationTimes suggestion={suggestion} draft={draft} />
      <MigrationBranches suggestion={suggestion} draft={draft} />
      {tried !== draft.plan && (
        <div className="migration-try">
          <Button
            type="primary"
            disabled={draft.problems.size > 0}
            onClick={() => setTried(draft.plan)}
          >
            {t('trial.run')}
          </Button>
          <span className="quiet">{t('trial.help')}</span>
        </div>
      )}
      {tried === draft.plan && <Trial plan={tried} />}
    </>
  );
}

/** What was chosen belongs to a plan: with another one it begins anew. */
function Trial({ plan }: { plan: MigrationPlan }) {
  const { id } = route.useParams();
  const query = useInfiniteQuery(verdictsOf(id, plan));
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [moved, setMoved] = useState<ReadonlyMap<string, Moved>>(new Map());
  const onMoved = (answers: readonly Moved[]) => {
    setMoved((old) => new Map([...old, ...answers.map((one) => [one.id, one] as const)]));
    const done = new Set(answers.flatMap((one) => (one.done ? [one.id] : [])));
    choose((old) => old.difference(done));
  };
  // The answer to the button that was pressed is looked at, and read, next.
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    answer.current?.focus({ preventScroll: true });
    answer.current?.scrollIntoView();
  }, []);
  return (
    <div ref={answer} tabIndex={-1} className="migration-answer">
      <MigrationTrial query={query} chosen={chosen} choose={choose} moved={moved} />
      <MigrationRun flow={id} plan={plan} chosen={chosen} moved={moved} onMoved={onMoved} />
    </div>
  );
}
