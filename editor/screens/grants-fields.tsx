/** The fields of one grant: what, for whom, which, from when until when. */
import { DeleteOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { lazy, Suspense, useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { roles } from '@flowmeter/engine/definition/organisation.ts';
import { organisation } from '../api/organisation.ts';
import { useSay } from '../words/say.ts';
import { grantKinds, hasDays, type GrantEntry } from './grants-entry.ts';

const DatePicker = lazy(async () => ({
  default: (await import('../forms/date-picker.tsx')).DatePicker,
}));

interface GrantFieldsProps {
  number: number;
  entry: GrantEntry;
  onChange: (entry: GrantEntry) => void;
  onRemove: (() => void) | undefined;
}

export function GrantFields({ number, entry, onChange, onRemove }: GrantFieldsProps) {
  const { t } = useTranslation('accounts');
  const set = (more: Partial<GrantEntry>) => onChange({ ...entry, ...more });
  const kinds = grantKinds.map((value) => ({ value, label: t(`grants.kind.${value}`) }));
  return (
    <fieldset className="grant-row">
      <legend className="unseen">{t('grants.number', { number })}</legend>
      {onRemove && (
        <div className="grant-row-head">
          <strong>{t('grants.number', { number })}</strong>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('grants.remove', { number })}
            onClick={onRemove}
          />
        </div>
      )}
      <div className="grant-fields">
        <Choice
          label={t('grants.what')}
          value={entry.what}
          options={kinds}
          onChange={(what) => set({ what: what as GrantEntry['what'], value: '' })}
        />
        {entry.what === 'person' ? (
          <Newcomer entry={entry} set={set} />
        ) : (
          <Someone entry={entry} set={set} />
        )}
        <Which entry={entry} set={set} />
        {hasDays(entry.what) && (
          <>
            <OnDay label={t('grants.from')} value={entry.from} onChange={(from) => set({ from })} />
            <OnDay label={t('grants.to')} value={entry.to} onChange={(to) => set({ to })} />
          </>
        )}
      </div>
    </fieldset>
  );
}

interface PartProps {
  entry: GrantEntry;
  set: (more: Partial<GrantEntry>) => void;
}

function usePeople() {
  const say = useSay();
  const { data } = useQuery(organisation);
  return (data?.people ?? []).map(({ id, name }) => ({ value: id, label: `${say(name)} ${id}` }));
}

function Someone({ entry, set }: PartProps) {
  const { t } = useTranslation('accounts');
  return (
    <Choice
      label={t('grants.person')}
      value={entry.person}
      options={usePeople()}
      onChange={(person) => set({ person })}
    />
  );
}

function Newcomer({ entry, set }: PartProps) {
  const { t } = useTranslation('accounts');
  return (
    <>
      <Text
        label={t('grants.account')}
        value={entry.person}
        onChange={(person) => set({ person })}
      />
      <Text
        label={t('grants.nameZh')}
        value={entry.nameZh}
        onChange={(nameZh) => set({ nameZh })}
      />
      <Text
        label={t('grants.nameEn')}
        value={entry.nameEn}
        onChange={(nameEn) => set({ nameEn })}
      />
      <Text label={t('grants.email')} value={entry.email} onChange={(email) => set({ email })} />
    </>
  );
}

/** The role, post, unit or other account. */
function Which({ entry, set }: PartProps) {
  const { t } = useTranslation(['accounts', 'shell']);
  const say = useSay();
  const { data } = useQuery(organisation);
  const people = usePeople();
  const named = (list: readonly { id: string; name: { zh: string; en: string } }[] = []) =>
    list.map(({ id, name }) => ({ value: id, label: say(name) }));
  const roleChoices = roles.map((value) => ({ value, label: t(`shell:role.${value}`) }));
  const choices = {
    role: roleChoices,
    no_role: roleChoices,
    post: named(data?.posts),
    no_post: named(data?.posts),
    unit: named(data?.units),
    person: named(data?.units),
    same_as: people.filter(({ value }) => value !== entry.person),
  }[entry.what];
  return (
    <div className="grant-whole">
      <Choice
        label={t(`grants.which.${entry.what}`)}
        value={entry.value}
        options={choices}
        onChange={(value) => set({ value })}
      />
    </div>
  );
}

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function Framed({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="field">
      <label className="field-label" id={`${id}-label`} htmlFor={id}>
        {label}
      </label>
      {children}
    </div>
  );
}

interface ChoiceProps extends FieldProps {
  options: { value: string; label: string }[];
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <Framed id={id} label={label}>
      <Select<string>
        id={id}
        showSearch
        optionFilterProp="label"
        value={value === '' ? null : value}
        options={options}
        onChange={onChange}
      />
    </Framed>
  );
}

function Text({ label, value, onChange }: FieldProps) {
  const id = useId();
  return (
    <Framed id={id} label={label}>
      <Input
        id={id}
        value={value}
        maxLength={254}
        onChange={(event) => onChange(event.target.value)}
      />
    </Framed>
  );
}

function OnDay({ label, value, onChange }: FieldProps) {
  const id = useId();
  return (
    <Framed id={id} label={label}>
      <Suspense fallback={<Input disabled aria-label={label} />}>
        <DatePicker
          id={id}
          fact={{ name: { zh: label, en: label }, type: 'date' }}
          value={value === '' ? null : value}
          disabled={false}
          withTime={false}
          onChange={(day) => onChange(typeof day === 'string' ? day : '')}
          aria={{ 'aria-labelledby': `${id}-label` }}
        />
      </Suspense>
    </Framed>
  );
}
