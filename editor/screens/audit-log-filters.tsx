/** What narrows the audit log: who, what, to which object, when, with which result. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { lazy, Suspense, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { organisation } from '../api/organisation.ts';
import { FilterChoice } from '../display/filters.tsx';
import { useSay } from '../words/say.ts';
import { useSpokenAction } from './audit-log-words.ts';

const DatePicker = lazy(async () => ({
  default: (await import('../forms/date-picker.tsx')).DatePicker,
}));

const route = getRouteApi('/in/audit-log');

/** What is mostly looked for; anything else can be typed. */
const actions = [
  'sign_in',
  'change.proposed',
  'change.approved',
  'change.scheduled',
  'change.activated',
  'change.returned',
  'change.rejected',
  'change.withdrawn',
  'approve_change',
  'definition.released',
  'draft.started',
  'audit.overridden',
  'case.migrated',
  'exemption.added',
  'records.imported',
  'run_audit',
  'account.invited',
  'audit_log.exported',
  'backup.made',
  'key.rotated',
] as const;

export function AuditFilters() {
  const { t } = useTranslation('audit');
  const { actor, action, object, result, from, until } = route.useSearch();
  const navigate = useNavigate({ from: '/audit-log' });
  const spoken = useSpokenAction();
  const people = usePeople();
  const set = (more: Partial<ReturnType<typeof route.useSearch>>) =>
    void navigate({ search: (old) => ({ ...old, ...more }), replace: true });
  const isFiltered = [actor, action, object, result, from, until].some((one) => one !== undefined);
  return (
    <div className="filters audit-filters">
      <Named
        label={t('column.actor')}
        all={t('filter.anybody')}
        value={actor}
        options={people}
        onChange={(chosen) => set({ actor: chosen })}
      />
      <Named
        label={t('column.action')}
        all={t('filter.anything')}
        value={action}
        options={actions.map((value) => ({ value, label: spoken(value) }))}
        onChange={(chosen) => set({ action: chosen })}
      />
      <Input.Search
        allowClear
        className="filter-text"
        aria-label={t('filter.object')}
        placeholder={t('filter.object')}
        defaultValue={object ?? ''}
        key={object ?? ''}
        onSearch={(text) => set({ object: text.trim() || undefined })}
      />
      <FilterChoice
        label={t('result')}
        all={t('results.all')}
        value={result}
        options={(['allowed', 'denied'] as const).map((value) => ({
          value,
          label: t(`results.${value}`),
        }))}
        onChange={(chosen) => set({ result: chosen })}
      />
      <Day label={t('filter.from')} value={from} onChange={(day) => set({ from: day })} />
      <Day label={t('filter.until')} value={until} onChange={(day) => set({ until: day })} />
      {isFiltered && (
        <Button type="link" onClick={() => void navigate({ search: {}, replace: true })}>
          {t('filter.clear')}
        </Button>
      )}
    </div>
  );
}

interface NamedProps {
  label: string;
  all: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
}

/** One of many, found by typing a part of its name. */
function Named({ label, all, value, options, onChange }: NamedProps) {
  const known = value === undefined || options.some((one) => one.value === value);
  const shown = known ? options : [{ value, label: value }, ...options];
  return (
    <Select<string>
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      className="filter-choice"
      popupMatchSelectWidth={false}
      aria-label={label}
      placeholder={all}
      value={value ?? null}
      options={[...shown]}
      onChange={(chosen: string | undefined) => onChange(chosen ?? undefined)}
    />
  );
}

interface DayProps {
  label: string;
  value: string | undefined;
  onChange: (day: string | undefined) => void;
}

function Day({ label, value, onChange }: DayProps) {
  const id = useId();
  return (
    <span className="filter-day">
      <span id={`${id}-label`}>{label}</span>
      <Suspense fallback={<Input disabled aria-label={label} className="figure-input" />}>
        <DatePicker
          id={id}
          fact={{ name: { zh: label, en: label }, type: 'date' }}
          value={value ?? null}
          disabled={false}
          withTime={false}
          onChange={(day) => onChange(typeof day === 'string' ? day : undefined)}
          aria={{ 'aria-labelledby': `${id}-label` }}
        />
      </Suspense>
    </span>
  );
}

function usePeople(): { value: string; label: string }[] {
  const { t } = useTranslation('audit');
  const say = useSay();
  const { data } = useQuery(organisation);
  const people = (data?.people ?? []).map(({ id, name }) => ({ value: id, label: say(name) }));
  return [...people, { value: 'system', label: t('filter.system') }];
}
