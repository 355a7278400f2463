/** Asks who is there once more, before a decision that counts. Fetched when somebody is asked. */
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signInWays } from '../api/accounts.ts';
import { prove, type Proof } from '../api/confirmation.ts';
import { Refusal } from '../api/refusal.ts';
import { useFailureWords } from '../display/failure.tsx';

interface ProofProps {
  onProved: () => void;
  onLeft: () => void;
}

export function ProofDialog({ onProved, onLeft }: ProofProps) {
  const { t } = useTranslation('shell');
  const id = useId();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { failure, isBusy, wantsCode, send } = useProof(onProved);
  const isReady = password !== '' && (!wantsCode || code.trim() !== '');
  return (
    <Modal
      open
      width={400}
      title={t('confirm.title')}
      okText={t('confirm.go')}
      cancelText={t('confirm.leave')}
      okButtonProps={{ disabled: !isReady, loading: isBusy, htmlType: 'submit', form: id }}
      onCancel={onLeft}
      destroyOnHidden
    >
      <form
        id={id}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send({ password, code: wantsCode ? code.trim() : undefined });
        }}
      >
        <p className="quiet">{t('confirm.why')}</p>
        <Secret id={`${id}-password`} kind="password" value={password} onChange={setPassword} />
        {wantsCode && <Secret id={`${id}-code`} kind="code" value={code} onChange={setCode} />}
        <p className="field-wrong" role="alert">
          {failure}
        </p>
        <BySingleSignOn onProved={onProved} />
      </form>
    </Modal>
  );
}

interface SecretProps {
  id: string;
  kind: 'password' | 'code';
  value: string;
  onChange: (text: string) => void;
}

function Secret({ id, kind, value, onChange }: SecretProps) {
  const { t } = useTranslation('shell');
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {t(`confirm.${kind}`)}
      </label>
      <Input
        id={id}
        type={kind === 'password' ? 'password' : 'text'}
        autoComplete={kind === 'password' ? 'current-password' : 'one-time-code'}
        autoFocus
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

/** In a window of its own, so that nothing that was entered here is lost. */
function BySingleSignOn({ onProved }: { onProved: () => void }) {
  const { t } = useTranslation('shell');
  const { data } = useQuery(signInWays);
  const [isAway, setIsAway] = useState(false);
  const provider = data?.single_sign_on;
  if (provider === null || provider === undefined) return null;
  return (
    <div className="stack">
      <Button
        block
        href="/api/session/single-sign-on?prove=true&next=/proved"
        target="_blank"
        onClick={() => setIsAway(true)}
      >
        {t('confirm.single', { name: provider.name })}
      </Button>
      {isAway && (
        <>
          <p className="quiet">{t('confirm.waiting')}</p>
          <Button block onClick={onProved}>
            {t('confirm.go')}
          </Button>
        </>
      )}
    </div>
  );
}

function useProof(onProved: () => void) {
  const words = useFailureWords();
  const [failure, setFailure] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [wantsCode, setWantsCode] = useState(false);
  const send = async (proof: Proof) => {
    setIsBusy(true);
    try {
      await prove(proof);
      onProved();
    } catch (error) {
      const isAsked = asksForCode(error) && !wantsCode;
      if (isAsked) setWantsCode(true);
      setFailure(isAsked ? '' : words(error as Error));
      setIsBusy(false);
    }
  };
  return { failure, isBusy, wantsCode, send };
}

function asksForCode(error: unknown): boolean {
  return error instanceof Refusal && error.problems.some(({ code }) => code === 'proof_needs_code');
}
