/** What a file is taken for: it stands in the file, in the register of exports and in the audit log. */
import { Alert, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFailureWords } from './failure.tsx';
import type { Taking } from './take-away.tsx';

/** As the routes of the API take it. */
const LONGEST = 200;

export function TakeAwayDialog({ taking, onClose }: { taking: Taking; onClose: () => void }) {
  const { t } = useTranslation(['interchange', 'display']);
  const failureWords = useFailureWords();
  const id = useId();
  const [purpose, setPurpose] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const take = () => {
    setBusy(true);
    taking.take(purpose.trim()).then(onClose, (error: Error) => {
      setFailure(error);
      setBusy(false);
    });
  };
  return (
    <Modal
      open
      title={t('take.title', { name: taking.name })}
      okText={t('export.open')}
      cancelText={t('display:cancel')}
      confirmLoading={isBusy}
      onOk={take}
      onCancel={onClose}
    >
      <div className="stack">
        {failure && <Alert type="error" showIcon role="alert" title={failureWords(failure)} />}
        <div className="field">
          <label className="field-label" htmlFor={id}>
            {t('take.purpose')}
          </label>
          <Input
            id={id}
            autoFocus
            value={purpose}
            maxLength={LONGEST}
            placeholder={t('take.example')}
            aria-describedby={`${id}-help`}
            onChange={(event) => setPurpose(event.target.value)}
            onPressEnter={(event) => !event.nativeEvent.isComposing && !isBusy && take()}
          />
          <span className="field-help" id={`${id}-help`}>
            {t('take.help')}
          </span>
        </div>
      </div>
    </Modal>
  );
}
