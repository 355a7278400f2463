/** The record that a finding is about, as it is now, and what its rule said when it was asked again. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { recordNow } from '../api/audits.ts';
import { definitionOf } from '../api/definitions.ts';
import type { Finding } from '../api/findings.ts';
import { Waiting } from '../display/answered.tsx';
import { Instant } from '../display/instant.tsx';
import { SyntheticMark } from '../display/marks.tsx';
import { Section } from '../display/page.tsx';
import { RecordFields } from '../display/record-fields.tsx';
import { Reason } from '../display/reason.tsx';

interface RecordProps {
  kind: string;
  finding: string;
}

export function FindingRecord({ kind, finding }: RecordProps) {
  const { t } = useTranslation('findings');
  const query = useQuery(recordNow(kind, finding));
  const { data: version } = useQuery(definitionOf('record', kind));
  const fields = version?.definition.kind === 'record' ? version.definition.fields : {};
  return (
    <Section
      title={t('finding.record')}
      actions={query.data?.synthetic === true && <SyntheticMark />}
    >
      {query.data !== undefined && <RecordFields record={query.data} fields={fields} />}
      {query.error !== null && <p className="quiet">{t('finding.recordGone')}</p>}
      {query.isPending && <Waiting rows={4} />}
    </Section>
  );
}

export function FindingRecheck({ recheck }: { recheck: NonNullable<Finding['recheck']> }) {
  const { t } = useTranslation('findings');
  return (
    <Section title={t('finding.recheck')}>
      <div className="stack">
        <p>
          {t(`finding.rechecks.${recheck.result}`)}{' '}
          <span className="quiet">
            <Instant at={recheck.at} />
          </span>
        </p>
        {recheck.data !== undefined && (
          <p className="quiet">
            {t('finding.rechecked', { batch: recheck.data.batch })}{' '}
            <Instant at={recheck.data.known_at} />
            {recheck.data.importing && ` · ${t('finding.importing')}`}
          </p>
        )}
        {recheck.reason !== null && <Reason reason={recheck.reason} />}
      </div>
    </Section>
  );
}
