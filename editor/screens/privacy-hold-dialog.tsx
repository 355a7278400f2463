/** Puts something under a legal hold. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { materials } from '@flowmeter/engine/privacy/materials.ts';
import { useCommand } from '../api/command.ts';
import { organisation } from '../api/organisation.ts';
import { putHold, type Hold } from '../api/privacy.ts';
import { Failure } from '../display/failure.tsx';
import { TextField } from '../display/text-field.tsx';
import { DayField } from '../forms/day-field.tsx';
import { useSay } from '../words/say.ts';

const scopes = ['case', 'object', 'unit', 'material'] as const;

export function HoldDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['privacy', 'display']);
  const [scope, setScope] = useState<Hold['scope']>('case');
  const [value, setValue] = useState('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<string>();
  const [isOpen, setIsOpen] = useState(true);
  const run = useCommand({ run: putHold, makesOld: ['privacy'] });
  const isReady = value.trim() !== '' && reason.trim() !== '';
  return (
    <Modal
      open={isOpen && !run.isSuccess}
      title={t('holds.put')}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
      onOk={() => run.mutate({ scope, value, reason, until: until ?? null })}
      okText={t('holds.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ disabled: !isReady, loading: run.isPending }}
    >
      <div className="stack">
        <Choice
          label={t('holds.scope')}
          value={scope}
          options={scopes.map((one) => ({ value: one, label: t(`scope.${one}`) }))}
          onChange={(next) => {
            setScope(next);
            setValue('');
          }}
        />
        <What scope={scope} value={value} onChange={setValue} />
        <TextField label={t('reason')} value={reason} most={2000} rows={2} onChange={setReason} />
        <DayField label={t('holds.until')} value={until} onChange={setUntil} />
        <p className="quiet">{t('holds.untilHelp')}</p>
        {run.error && <Failure error={run.error} />}
      </div>
    </Modal>
  );
}

interface WhatProps {
  scope: Hold['scope'];
  value: string;
  onChange: (value: string) => void;
}

function What({ scope, value, onChange }: WhatProps) {
  const { t } = useTranslation('privacy');
  const say = useSay();
  const { data: org } = useSuspenseQuery(organisation);
  const label = t(`scope.${scope}`);
  const chosen = value === '' ? undefined : value;
  if (scope === 'unit') {
    const options = org.units.map(({ id, name }) => ({ value: id, label: say(name) }));
    return <Choice label={label} value={chosen} options={options} onChange={onChange} />;
  }
  if (scope === 'material') {
    const options = Object.entries(materials).map(([id, { name }]) => {
      return { value: id, label: say(name) };
    });
    return <Choice label={label} value={chosen} options={options} onChange={onChange} />;
  }
  return (
    <TextField label={t(`holds.${scope}Value`)} value={value} most={200} onChange={onChange} />
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value | undefined;
  options: { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

export function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <Select<Value>
        id={id}
        {...(value === undefined ? {} : { value })}
        options={options}
        onChange={onChange}
        aria-label={label}
      />
    </div>
  );
}
