/** The head of a review: what is proposed, why, by whom, from which version to which. */
import { ArrowRightOutlined } from '@ant-design/icons';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { definitionKinds, type DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import type { Change } from '../api/changes.ts';
import { definitionOf } from '../api/definitions.ts';
import { useFormat } from '../display/format.ts';
import { Hash } from '../display/hash.tsx';
import { Mark } from '../display/mark.tsx';
import { ChangeState } from '../display/marks.tsx';
import { PageHead } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import { kindName } from './change-review-names.ts';

export function ReviewHead({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  const say = useSay();
  const format = useFormat();
  const author = say(change.author.name);
  return (
    <div className="review-head">
      <PageHead
        title={change.title}
        above={
          <>
            <Link to="/changes" search={{}}>
              {t('list.title')}
            </Link>
            <DefinitionLink change={change} />
            {change.items.length > 1 && (
              <span>{t('review.more', { count: change.items.length - 1 })}</span>
            )}
          </>
        }
        marks={
          <>
            <ChangeState state={change.state} />
            {change.emergency && (
              <Mark colour="amber" icon="over">
                {t('list.emergency')}
              </Mark>
            )}
            {change.rollback && (
              <Mark colour="grey" icon="back">
                {t('review.rollback')}
              </Mark>
            )}
          </>
        }
        details={
          <>
            <span>{t('review.by', { author, at: format.instant(change.proposed_at) })}</span>
            <Versions change={change} />
          </>
        }
      />
      <p className="review-reason">{change.reason}</p>
      {change.carried_over !== null && <Carried {...change.carried_over} />}
      {change.state === 'proposed' && <Stale change={change} />}
    </div>
  );
}

/** It was proposed again by itself; whoever approved the one before approves it anew. */
function Carried({ from, upon }: NonNullable<Change['carried_over']>) {
  const { t } = useTranslation('changes');
  const links = [
    [from, t('review.carriedFrom')],
    [upon, t('review.carriedUpon')],
  ] as const;
  return (
    <p className="quiet" role="note">
      {t('review.carried')}
      {links.map(([id, words]) => (
        <Fragment key={id}>
          {' '}
          <Link to="/changes/$id" params={{ id }} search={{}}>
            {words}
          </Link>
        </Fragment>
      ))}
    </p>
  );
}

function DefinitionLink({ change }: { change: Change }) {
  const say = useSay();
  const { id, name } = change.definition;
  if (change.kind !== 'flow') return <span>{`${say(kindName(change.kind))} · ${say(name)}`}</span>;
  return (
    <Link to="/flows/$id" params={{ id }} search={{}}>
      {say(name)}
    </Link>
  );
}

function Versions({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  return (
    <span className="review-versions">
      {change.base_hash === null ? (
        <span>{t('review.new')}</span>
      ) : (
        <Hash hash={change.base_hash} label={t('review.base')} />
      )}
      <ArrowRightOutlined aria-hidden />
      <Hash hash={change.content_hash} label={t('review.content')} />
    </span>
  );
}

/** Has the version in force moved since? */
function Stale({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  if (!useIsStale(change)) return null;
  return <Alert type="warning" showIcon role="status" title={t('review.stale')} />;
}

export function useIsStale({ items, state }: Change): boolean {
  return useQueries({
    queries: items.map(({ kind, definition, base_hash }) => ({
      ...definitionOf(kindOf(kind) ?? 'flow', definition.id),
      enabled: state === 'proposed' && kindOf(kind) !== undefined && base_hash !== null,
    })),
    combine: (found) =>
      found.some(({ data }, place) => {
        return data !== undefined && data.hash !== items[place]?.base_hash;
      }),
  });
}

function kindOf(kind: string): DefinitionKind | undefined {
  return (Object.keys(definitionKinds) as DefinitionKind[]).find((one) => one === kind);
}
