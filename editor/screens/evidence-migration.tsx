/** What becomes of running cases: who keeps which version, how many could be moved, why others could not. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EvidenceParts } from '../api/evidence.ts';
import { useFormat } from '../display/format.ts';
import { Hash } from '../display/hash.tsx';
import { Mark } from '../display/mark.tsx';
import { ScoreBar } from '../display/score-bar.tsx';
import { useSay } from '../words/say.ts';

type Flow = NonNullable<EvidenceParts['migration']['content']>[number];
type Version = Flow['versions'][number];

export function MigrationPart({ flows }: { flows: readonly Flow[] }) {
  const { t } = useTranslation('evidence');
  const say = useSay();
  return (
    <>
      <p className="quiet">{t('migration.keep')}</p>
      {flows.map(({ id, name, versions }) => (
        <article key={id} className="evidence-block">
          <h3>{say(name)}</h3>
          {versions.map((version) => (
            <OneVersion key={version.hash} flow={id} version={version} />
          ))}
        </article>
      ))}
    </>
  );
}

function OneVersion({ flow, version }: { flow: string; version: Version }) {
  const { t } = useTranslation('evidence');
  const { hash, current, is_target, open, tried, could, units } = version;
  const say = useSay();
  return (
    <div className="evidence-version">
      <p className="evidence-hashes">
        <Hash hash={hash} label={t(current ? 'migration.current' : 'migration.older')} />
        <Link to="/cases" search={{ flow, status: 'open' }}>
          {t('migration.open', { count: open })}
        </Link>
      </p>
      {is_target && <p>{t('migration.target')}</p>}
      {!is_target && tried > 0 && (
        <>
          <div className="evidence-row">
            <span>{t('migration.could', { tried, could })}</span>
            <span className="evidence-bar">
              <ScoreBar score={(could / tried) * 100} tone="plain" />
            </span>
          </div>
          <p className="quiet">
            {tried < open ? t('migration.sampled', { tried, open }) : t('migration.all')}
          </p>
        </>
      )}
      <Obstacles version={version} />
      {units.length > 1 && (
        <p className="quiet">
          {t('migration.units')}{' '}
          {units
            .map(({ unit, tried: all, could: some }) => `${say(unit.name)} ${some}/${all}`)
            .join(' · ')}
        </p>
      )}
    </div>
  );
}

function Obstacles({ version: { obstacles, unmapped } }: { version: Version }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const say = useSay();
  if (obstacles.length + unmapped.length === 0) return null;
  return (
    <>
      {obstacles.length > 0 && <h4>{t('migration.why')}</h4>}
      <ul className="evidence-list">
        {obstacles.map(({ words, count, cases }) => (
          <li key={words.en}>
            <Mark plain colour="amber" icon="over">
              {t('migration.cases', { count })}
            </Mark>
            <span className="break">{say(words)}</span>
            <span className="evidence-cases">
              {cases.map(({ id, title }) => (
                <Link key={id} to="/cases/$id" params={{ id }} search={{}}>
                  {title || id}
                </Link>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {unmapped.length > 0 && (
        <details className="evidence-known">
          <summary>
            {t('migration.unmapped')} ({format.number(unmapped.length)})
          </summary>
          <ul className="evidence-list">
            {unmapped.map(({ step, problems }) => (
              <li key={step.en}>
                <span>{say(step)}</span>
                {problems.map((one) => (
                  <span key={one.words.en} className="quiet">
                    {say(one.words)}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
