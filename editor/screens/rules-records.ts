/** What a rule is asked about, by name: a case, a step, a finding, or a kind of record. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ruleRecords } from '@flowmeter/engine/definition/ruleset.ts';
import { definitionList } from '../api/definitions.ts';
import { useSay } from '../words/say.ts';

export function useRecordName(): (record: string) => string {
  const { t } = useTranslation('rules');
  const say = useSay();
  const { data } = useQuery(definitionList('record'));
  return (record) => {
    const builtin = ruleRecords.find((one) => one === record);
    if (builtin !== undefined) return t(`records.${builtin}`);
    return say(data?.rows.find(({ id }) => id === record)?.name) || record;
  };
}
