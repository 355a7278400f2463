/** What is known about a change: checks, examples, the cases that keep their version. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../api/changes.ts';
import { Hash } from '../display/hash.tsx';
import { Mark } from '../display/mark.tsx';
import { useSay } from '../words/say.ts';
import { ChangeBacktests } from './backtest-list.tsx';

/** The worst of it, at a glance. */
export function EvidenceSign({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  const { problems, examples } = change;
  const errors =
    problems.filter(({ level }) => level === 'error').length + newFailures(examples).length;
  if (errors > 0) {
    return (
      <Mark plain colour="red" icon="cross">
        {errors}
        <span className="unseen">{t('evidence.error')}</span>
      </Mark>
    );
  }
  if (problems.length > 0) {
    return (
      <Mark plain colour="amber" icon="over">
        {problems.length}
        <span className="unseen">{t('evidence.warning')}</span>
      </Mark>
    );
  }
  return (
    <Mark plain colour="green" icon="done">
      <span className="unseen">{t('evidence.sound')}</span>
    </Mark>
  );
}

/** Changes of these may make rules answer otherwise. */
const RULES_READ: ReadonlySet<string> = new Set([
  'ruleset',
  'table',
  'derived',
  'record',
  'facts',
  'calendar',
]);

export function Evidence({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  return (
    <div className="evidence">
      <Part title={t('evidence.problems')}>
        <Problems problems={change.problems} />
      </Part>
      <Part title={t('evidence.examples')}>
        <Examples examples={change.examples} />
      </Part>
      {change.kind === 'flow' && (
        <Part title={t('evidence.cases')}>
          <Cases change={change} />
        </Part>
      )}
      {RULES_READ.has(change.kind) && (
        <Part title={t('evidence.backtests')}>
          <ChangeBacktests change={change.id} candidate={change.content_hash} />
        </Part>
      )}
      <Part title={t('evidence.fingerprint')}>
        <Hash hash={change.content_hash} />
        <p className="quiet">{t('evidence.fingerprintText')}</p>
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Problems({ problems }: { problems: Change['problems'] }) {
  const { t } = useTranslation('changes');
  const say = useSay();
  if (problems.length === 0) {
    return (
      <Mark plain colour="green" icon="done">
        {t('evidence.sound')}
      </Mark>
    );
  }
  return (
    <ul className="evidence-list">
      {problems.map((one) => (
        <li key={`${one.code} ${one.at ?? ''} ${one.words.en}`}>
          <Mark
            plain
            colour={one.level === 'error' ? 'red' : 'amber'}
            icon={one.level === 'error' ? 'cross' : 'over'}
          >
            {t(`evidence.${one.level}`)}
          </Mark>
          <span>{say(one.words)}</span>
        </li>
      ))}
    </ul>
  );
}

function Examples({ examples }: { examples: Change['examples'] }) {
  const { t } = useTranslation('changes');
  const { passed, failed, failures } = examples;
  const found = newFailures(examples);
  const known = failures.filter((one) => one.known);
  if (passed + failed === 0) return <p className="quiet">{t('evidence.noExamples')}</p>;
  return (
    <>
      <div className="evidence-marks">
        <Mark plain colour="green" icon="done">
          {t('evidence.passed', { count: passed })}
        </Mark>
        {found.length > 0 && (
          <Mark plain colour="red" icon="cross">
            {t('evidence.failed', { count: found.length })}
          </Mark>
        )}
      </div>
      {found.length > 0 && <p className="quiet">{t('evidence.failedHelp')}</p>}
      <Failures failures={found} />
      {known.length > 0 && (
        <details className="evidence-known">
          <summary>{t('evidence.known', { count: known.length })}</summary>
          <Failures failures={known} />
        </details>
      )}
    </>
  );
}

/** Examples that the change makes fail. */
export function newFailures({ failures }: Change['examples']) {
  return failures.filter((one) => !one.known);
}

/** By the file that they stand in. */
function Failures({ failures }: Pick<Change['examples'], 'failures'>) {
  const say = useSay();
  const files = [...Map.groupBy(failures, (one) => say(one.examples))];
  return files.map(([file, rows]) => (
    <div key={file} className="evidence-file">
      <h3>{file}</h3>
      <ul className="evidence-list">
        {rows.map((row) => (
          <li key={row.title}>
            <span>{row.title}</span>
            {row.differences.map((words) => (
              <code key={words} className="break">
                {words}
              </code>
            ))}
          </li>
        ))}
      </ul>
    </div>
  ));
}

function Cases({ change }: { change: Change }) {
  const { t } = useTranslation('changes');
  const { open_cases: count, definition } = change;
  if (count === 0) return <p>{t('evidence.casesNone')}</p>;
  return (
    <>
      <p>{t('evidence.casesText', { count })}</p>
      <Link to="/cases" search={{ flow: definition.id, status: 'open' }}>
        {t('evidence.casesLink')}
      </Link>
    </>
  );
}
