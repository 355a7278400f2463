/** What an indicator counts: cases, steps or findings, or records of an imported kind. */
import { useTranslation } from 'react-i18next';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { all, find, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { isBuiltinRecord, ruleRecords } from '@flowmeter/engine/definition/ruleset.ts';
import { factsAbout } from '@flowmeter/engine/records/facts-about.ts';
import { useSay } from '../../words/say.ts';
import { Choose } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import type { IndicatorPort } from './desk.ts';

interface CountedRecordProps {
  indicator: IndicatorDefinition;
  pack: Pack;
  port: IndicatorPort;
}

export function CountedRecord({ indicator, pack, port }: CountedRecordProps) {
  const { t } = useTranslation(['figures', 'rules']);
  const say = useSay();
  const own = ruleRecords.map((value) => ({ value, label: t(`rules:records.${value}`) }));
  const imported = all(pack, 'record').map(({ id, name }) => ({
    value: id,
    label: say(name),
    search: `${name.zh} ${name.en}`,
  }));
  const choose = (record: string | undefined) => {
    if (record === undefined) return;
    const date = dateFor(indicator, record, pack);
    port.perform({ do: 'changeRecord', args: { record, date } });
  };
  return (
    <Field label={t('form.record')} at="/over/record" help={t('form.recordHelp')} isGroup>
      {(tied) => (
        <Choose
          value={indicator.over.record}
          options={[
            { label: t('form.runHere'), options: own },
            ...(imported.length === 0 ? [] : [{ label: t('form.imported'), options: imported }]),
          ]}
          isSearched
          onChange={choose}
          aria-labelledby={tied['aria-labelledby']}
        />
      )}
    </Field>
  );
}

/** The date by which its periods go; undefined: the present one does for it too. */
function dateFor(
  { over: { record: before, period_by } }: IndicatorDefinition,
  record: string,
  pack: Pack,
): string | undefined {
  if (isBuiltinRecord(record)) {
    return isBuiltinRecord(before) ? undefined : OWN_DATES[record];
  }
  if (period_by in factsAbout(record, pack)) return undefined;
  const { date, fields = {} } = find(pack, 'record', record) ?? {};
  return date ?? Object.keys(fields).find((id) => DATES.has(fields[id]?.type ?? ''));
}

const DATES: ReadonlySet<string> = new Set(['date', 'datetime']);

const OWN_DATES = { case: 'finished_at', step: 'submitted_at', finding: 'found_at' } as const;
