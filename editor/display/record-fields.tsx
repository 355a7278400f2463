/** The fields of an imported record, each by its name. */
import { useTranslation } from 'react-i18next';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import type { ImportedRecord } from '../api/audits.ts';
import { useSay } from '../words/say.ts';
import { useFormat } from './format.ts';
import { Facts } from './page.tsx';

interface RecordFieldsProps {
  record: ImportedRecord;
  /** As its kind declares them. */
  fields: Readonly<Record<string, Fact>>;
}

export function RecordFields({ record, fields }: RecordFieldsProps) {
  const { t } = useTranslation('findings');
  const say = useSay();
  const format = useFormat();
  const items = record.fields.map(({ id, name, unit, value, missing, erased }) => {
    const fact = fields[id] ?? { type: 'string' as const };
    const shown = format.value(fact, value);
    const words = value !== null && unit !== null ? `${shown} ${say(unitName(unit))}` : shown;
    const lacks = <span className="quiet">{t('finding.missing')}</span>;
    const gone = <span className="quiet">{t('finding.erased')}</span>;
    return [say(name), erased ? gone : missing ? lacks : words] as const;
  });
  return <Facts columns={2} items={items} />;
}
