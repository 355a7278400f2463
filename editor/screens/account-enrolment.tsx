/** Enrolling a second factor: the picture for the app, the first code, the recovery codes. */
import { useMutation } from '@tanstack/react-query';
import { Button, Input, QRCode } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beginFactor, enrolFactor } from '../api/accounts.ts';
import { useFailureWords } from '../display/failure.tsx';
import { Waiting } from '../display/answered.tsx';

const PICTURE_PX = 176;
const CODE_LENGTH = 6;

interface EnrolmentProps {
  /** The recovery codes, to be shown before anything else. */
  onEnrolled: (codes: string[]) => void;
}

export function Enrolment({ onEnrolled }: EnrolmentProps) {
  const words = useFailureWords();
  const begun = useMutation({ mutationFn: beginFactor });
  const { mutate } = begun;
  useEffect(() => mutate(), [mutate]);
  if (begun.error !== null) {
    return (
      <p className="field-wrong" role="alert">
        {words(begun.error)}
      </p>
    );
  }
  if (begun.data === undefined) return <Waiting rows={6} />;
  return <Showing secret={begun.data} onEnrolled={onEnrolled} />;
}

interface ShowingProps extends EnrolmentProps {
  secret: Awaited<ReturnType<typeof beginFactor>>;
}

function Showing({ secret: { secret, address }, onEnrolled }: ShowingProps) {
  const { t } = useTranslation('accounts');
  const words = useFailureWords();
  const id = useId();
  const [code, setCode] = useState('');
  const run = useMutation({
    mutationFn: () => enrolFactor(code),
    onSuccess: ({ recovery_codes }) => onEnrolled(recovery_codes),
  });
  return (
    <form
      className="stack enrolment"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        run.mutate();
      }}
    >
      <Picture secret={secret} address={address} />
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {t('factor.code')}
        </label>
        <Input
          id={id}
          className="enrolment-code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={CODE_LENGTH}
          value={code}
          onChange={(event) => setCode(event.target.value.trim())}
        />
      </div>
      <p className="field-wrong" role="alert">
        {run.error && words(run.error)}
      </p>
      <div>
        <Button
          type="primary"
          htmlType="submit"
          loading={run.isPending}
          disabled={code.length !== CODE_LENGTH}
        >
          {t('factor.enrol')}
        </Button>
      </div>
    </form>
  );
}

function Picture({ secret, address }: ShowingProps['secret']) {
  const { t } = useTranslation('accounts');
  return (
    <>
      <p>{t('factor.scan')}</p>
      <div className="enrolment-picture">
        <QRCode
          type="svg"
          aria-label={t('factor.picture')}
          value={address}
          size={PICTURE_PX}
          bordered={false}
          color="#000000"
          bgColor="#ffffff"
        />
      </div>
      <p className="field-help">
        {t('factor.byHand')} <code className="enrolment-secret">{grouped(secret)}</code>
      </p>
    </>
  );
}

/** The codes, this once; the way on is open when somebody says that they are kept. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useTranslation('accounts');
  return (
    <div className="stack">
      <p>{t('factor.codesHelp')}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div>
        <Button type="primary" onClick={onKept}>
          {t('factor.codesKept')}
        </Button>
      </div>
    </div>
  );
}

function grouped(secret: string): string {
  return (secret.match(/.{1,4}/g) ?? []).join(' ');
}
