/** A password that is chosen, entered twice. */
import { Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

const SHORTEST = 12;

interface NewPasswordProps {
  /** Undefined while it is too short, or the two are not the same. */
  onChange: (password: string | undefined) => void;
  autoFocus?: boolean;
}

export function NewPassword({ onChange, autoFocus = false }: NewPasswordProps) {
  const { t } = useTranslation('accounts');
  const id = useId();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const enter = (one: string, other: string) => {
    setFirst(one);
    setSecond(other);
    const isLong = Array.from(one.normalize('NFC')).length >= SHORTEST;
    onChange(isLong && one === other ? one : undefined);
  };
  const differs = second !== '' && !first.startsWith(second);
  return (
    <>
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {t('password.new')}
        </label>
        <Input
          id={id}
          type="password"
          autoComplete="new-password"
          autoFocus={autoFocus}
          value={first}
          maxLength={200}
          aria-describedby={`${id}-help`}
          onChange={(event) => enter(event.target.value, second)}
        />
        <p id={`${id}-help`} className="field-help">
          {t('password.help', { least: SHORTEST })}
        </p>
      </div>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-again`}>
          {t('password.again')}
        </label>
        <Input
          id={`${id}-again`}
          type="password"
          autoComplete="new-password"
          value={second}
          maxLength={200}
          aria-describedby={`${id}-differs`}
          aria-invalid={differs}
          {...(differs ? { status: 'error' as const } : {})}
          onChange={(event) => enter(first, event.target.value)}
        />
        <p id={`${id}-differs`} className="field-wrong" role="alert">
          {differs && t('password.differs')}
        </p>
      </div>
    </>
  );
}
