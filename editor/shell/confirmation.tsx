/** Asks who is there once more, before a decision that counts. */
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { confirmation, prove } from '../api/confirmation.ts';
import { useFailureWords } from '../display/failure.tsx';

/** Mounted once, by the shell; open while somebody has to prove who they are. */
export function Confirmation() {
  const waiting = useStore(confirmation, (state) => state.waiting);
  return waiting === undefined ? null : (
    <ProofDialog onProved={waiting.proved} onLeft={waiting.left} />
  );
}

function ProofDialog({ onProved, onLeft }: { onProved: () => void; onLeft: () => void }) {
  const { t } = useTranslation('shell');
  const id = useId();
  const [password, setPassword] = useState('');
  const { failure, isBusy, send } = useProof(onProved);
  return (
    <Modal
      open
      width={400}
      title={t('confirm.title')}
      okText={t('confirm.go')}
      cancelText={t('confirm.leave')}
      okButtonProps={{ disabled: password === '', loading: isBusy, htmlType: 'submit', form: id }}
      onCancel={onLeft}
      destroyOnHidden
    >
      <form
        id={id}
        onSubmit={(event) => {
          event.preventDefault();
          void send({ password });
        }}
      >
        <p className="quiet">{t('confirm.why')}</p>
        <div className="field">
          <label className="field-label" htmlFor={`${id}-password`}>
            {t('confirm.password')}
          </label>
          <Input
            id={`${id}-password`}
            type="password"
            autoComplete="current-password"
            autoFocus
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        <p className="field-wrong" role="alert">
          {failure}
        </p>
      </form>
    </Modal>
  );
}

function useProof(onProved: () => void) {
  const words = useFailureWords();
  const [failure, setFailure] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const send = async (proof: Parameters<typeof prove>[0]) => {
    setIsBusy(true);
    try {
      await prove(proof);
      onProved();
    } catch (error) {
      setFailure(words(error as Error));
      setIsBusy(false);
    }
  };
  return { failure, isBusy, send };
}
