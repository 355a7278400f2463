/** An imported record that a figure is made of: which it is, opened to what is known of it. */
import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recordByKey } from '../api/audits.ts';
import { definitionOf } from '../api/definitions.ts';
import type { CountedRecord } from '../api/scores.ts';
import { useSay } from '../words/say.ts';
import { Waiting } from './answered.tsx';
import { Instant } from './instant.tsx';
import { SyntheticMark } from './marks.tsx';
import { RecordFields } from './record-fields.tsx';

type Imported = NonNullable<CountedRecord['record']>;

/** Whoever is told its key in part only is not led to it. */
export function ImportedRecordName({ record }: { record: Imported }) {
  const [isOpen, open] = useState(false);
  const say = useSay();
  const { kind, key, object, whole } = record;
  const name = key.join(' · ');
  const names = (
    <>
      <span className="row-title">{object}</span>
      <span className="row-step figures">
        {say(kind.name)} {name === object ? '' : name}
      </span>
    </>
  );
  if (!whole) return <span className="row-link">{names}</span>;
  return (
    <>
      <button type="button" className="row-link row-button" onClick={() => open(true)}>
        {names}
      </button>
      {isOpen && <RecordDialog record={record} onClose={() => open(false)} />}
    </>
  );
}

/** The moment, or the day, by which a record belongs to a period. */
export function RecordMoment({ at }: { at: string }) {
  if (at === '') return '—';
  return isDay(at) ? <span className="figures">{at}</span> : <Instant at={at} />;
}

function isDay(at: string): boolean {
  return !at.includes('T');
}

function RecordDialog({ record, onClose }: { record: Imported; onClose: () => void }) {
  const { t } = useTranslation('scores');
  const say = useSay();
  const { kind, key } = record;
  const query = useQuery(recordByKey(kind.id, key));
  const { data: version } = useQuery(definitionOf('record', kind.id));
  const fields = version?.definition.kind === 'record' ? version.definition.fields : {};
  return (
    <Modal
      open
      width={720}
      title={
        <span className="record-title">
          {say(kind.name)} <span className="figures">{key.join(' · ')}</span>
          {query.data?.synthetic === true && <SyntheticMark />}
        </span>
      }
      footer={null}
      onCancel={onClose}
      closable={{ 'aria-label': t('records.close') }}
    >
      {query.data !== undefined && <RecordFields record={query.data} fields={fields} />}
      {query.error !== null && <p className="quiet">{t('records.gone')}</p>}
      {query.isPending && <Waiting rows={4} />}
    </Modal>
  );
}
