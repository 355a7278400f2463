/** What narrows the list of findings. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { definitionList } from '../api/definitions.ts';
import { useNames } from '../api/organisation.ts';
import { FilterChoice, FilterTag } from '../display/filters.tsx';
import { useFormat } from '../display/format.ts';
import { useSay } from '../words/say.ts';

const route = getRouteApi('/in/findings');
const statuses = ['open', 'confirmed', 'false_positive', 'rectified', 'closed'] as const;
const subjects = ['case', 'record', 'finding'] as const;

export function FindingFilters() {
  const { t } = useTranslation(['findings', 'display']);
  const say = useSay();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/findings' });
  const { data: kinds } = useQuery(definitionList('record'));
  const narrow = (change: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...change } });
  const subjectOptions = [
    ...subjects.map((value) => ({ value: value as string, label: t(`list.subjects.${value}`) })),
    ...(kinds?.rows ?? []).map(({ id, name }) => ({ value: id, label: say(name) })),
  ];
  return (
    <div className="filters">
      <FilterChoice
        label={t('list.status')}
        all={t('list.statuses.all')}
        value={search.status}
        options={statuses.map((value) => ({ value, label: t(`display:findingStatus.${value}`) }))}
        onChange={(status) => narrow({ status })}
      />
      <FilterChoice
        label={t('list.subject')}
        all={t('list.subjects.all')}
        value={search.subject}
        options={subjectOptions}
        onChange={(subject) => narrow({ subject })}
      />
      <Tags />
    </div>
  );
}

/** What links brought along. */
function Tags() {
  const { t } = useTranslation('findings');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/findings' });
  const names = useNames();
  const format = useFormat();
  const { rule, log, unit, cause, from, to } = search;
  const without = (...gone: (keyof typeof search)[]) => {
    const kept = Object.entries(search).filter(([key]) => !gone.includes(key as (typeof gone)[0]));
    void navigate({ search: Object.fromEntries(kept) });
  };
  const period = [from, to].map((at) => (at === undefined ? '' : format.day(at))).join(' – ');
  return (
    <>
      {rule !== undefined && (
        <FilterTag words={t('list.rule', { rule })} onClear={() => without('rule')} />
      )}
      {log !== undefined && (
        <FilterTag words={t('list.log', { log })} onClear={() => without('log')} />
      )}
      {unit !== undefined && (
        <FilterTag
          words={t('list.unit', { unit: names.unit(unit) })}
          onClear={() => without('unit')}
        />
      )}
      {cause !== undefined && (
        <FilterTag
          words={cause === 'none' ? t('list.noCause') : t('list.cause', { cause })}
          onClear={() => without('cause')}
        />
      )}
      {(from ?? to) !== undefined && (
        <FilterTag
          words={t('list.month', { month: period })}
          onClear={() => without('from', 'to')}
        />
      )}
    </>
  );
}
