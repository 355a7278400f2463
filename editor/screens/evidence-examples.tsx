/** Which examples hold, and which the change makes fail. */
import { useTranslation } from 'react-i18next';
import type { EvidenceParts } from '../api/evidence.ts';
import { Mark } from '../display/mark.tsx';
import { useSay } from '../words/say.ts';

type Run = NonNullable<EvidenceParts['examples']['content']>;

export function ExamplesPart({ run: { passed, failures } }: { run: Run }) {
  const { t } = useTranslation('changes');
  const found = failures.filter((one) => !one.known);
  const known = failures.filter((one) => one.known);
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

/** By the file that they stand in. */
function Failures({ failures }: Pick<Run, 'failures'>) {
  const say = useSay();
  const files = [...Map.groupBy(failures, (one) => say(one.examples))];
  return files.map(([file, rows]) => (
    <article key={file} className="evidence-block">
      <h3>{file}</h3>
      <ul className="evidence-list">
        {rows.map((row) => (
          <li key={row.title}>
            <span>{row.title}</span>
            <Differences differences={row.differences} />
          </li>
        ))}
      </ul>
    </article>
  ));
}

function Differences({ differences }: Pick<Run['failures'][number], 'differences'>) {
  const say = useSay();
  return differences.map((one) => {
    const words = typeof one === 'string' ? one : say(one);
    return (
      <code key={words} className="break">
        {words}
      </code>
    );
  });
}
