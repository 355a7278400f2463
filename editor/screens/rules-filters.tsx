/** What narrows the list of rules; all of it stands in the address. */
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { severities, stages } from '@flowmeter/engine/definition/ruleset.ts';
import type { RuleSetRow } from '../api/rules.ts';
import { FilterChoice, FilterText } from '../display/filters.tsx';
import { useSay } from '../words/say.ts';
import { useRecordName } from './rules-records.ts';

const route = getRouteApi('/in/rules');

export function RuleFilters({ sets }: { sets: readonly RuleSetRow[] }) {
  const { t } = useTranslation(['rules', 'display']);
  const say = useSay();
  const nameOf = useRecordName();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/rules' });
  const narrow = (by: typeof search) =>
    void navigate({ search: { ...search, ...by }, replace: true });
  const rules = sets.flatMap((set) => set.rules);
  const records = [...new Set(rules.map(({ record }) => record))];
  const themes = [...new Map(rules.map(({ theme }) => [theme.zh, theme])).values()];
  return (
    <div className="filters" role="search" aria-label={t('list.search')}>
      <FilterText label={t('list.searchHint')} value={search.q} onChange={(q) => narrow({ q })} />
      <FilterChoice
        label={t('stage')}
        all={t('list.all.stage')}
        value={search.stage}
        options={stages.map((value) => ({ value, label: t(`display:stage.${value}`) }))}
        onChange={(stage) => narrow({ stage })}
      />
      <FilterChoice
        label={t('severity')}
        all={t('list.all.severity')}
        value={search.severity}
        options={severities.map((value) => ({ value, label: t(`display:severity.${value}`) }))}
        onChange={(severity) => narrow({ severity })}
      />
      <FilterChoice
        label={t('record')}
        all={t('list.all.record')}
        value={search.record}
        options={records.map((value) => ({ value, label: nameOf(value) }))}
        onChange={(record) => narrow({ record })}
      />
      <FilterChoice
        label={t('theme')}
        all={t('list.all.theme')}
        value={search.theme}
        options={themes.map((theme) => ({ value: theme.zh, label: say(theme) }))}
        onChange={(theme) => narrow({ theme })}
      />
    </div>
  );
}
