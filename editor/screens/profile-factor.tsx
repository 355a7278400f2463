/** One's own second factor: enrolled, removed, with new recovery codes. */
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { removeFactor, renewRecoveryCodes, type OwnAccount } from '../api/accounts.ts';
import { useCommand } from '../api/command.ts';
import { Failure } from '../display/failure.tsx';
import { Mark } from '../display/mark.tsx';
import { message } from '../display/message.tsx';
import { Enrolment, RecoveryCodes } from './account-enrolment.tsx';

export function OwnFactor({ factor }: { factor: OwnAccount['factor'] }) {
  const { t } = useTranslation('accounts');
  const client = useQueryClient();
  const [codes, setCodes] = useState<string[]>();
  const [isEnrolling, setIsEnrolling] = useState(false);
  const settle = () => {
    setCodes(undefined);
    setIsEnrolling(false);
    void client.invalidateQueries({ queryKey: ['account'] });
  };
  if (codes !== undefined) return <RecoveryCodes codes={codes} onKept={settle} />;
  if (isEnrolling) return <Enrolment onEnrolled={setCodes} />;
  return (
    <div className="stack">
      <State factor={factor} />
      {factor.enrolled ? (
        <Keeping factor={factor} onCodes={setCodes} />
      ) : (
        <>
          <p className="quiet">{t('factor.why')}</p>
          <div>
            <Button type="primary" onClick={() => setIsEnrolling(true)}>
              {t('factor.begin')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function State({ factor }: { factor: OwnAccount['factor'] }) {
  const { t } = useTranslation('accounts');
  return (
    <div className="profile-state">
      {factor.enrolled ? (
        <Mark colour="green" icon="done">
          {t('factor.on')}
        </Mark>
      ) : (
        <Mark colour="grey" icon="none">
          {t('factor.off')}
        </Mark>
      )}
      {factor.required && <span className="quiet">{t('factor.required')}</span>}
      {factor.enrolled && (
        <span className="quiet">{t('factor.left', { count: factor.recovery_codes })}</span>
      )}
    </div>
  );
}

interface KeepingProps {
  factor: OwnAccount['factor'];
  onCodes: (codes: string[]) => void;
}

function Keeping({ factor, onCodes }: KeepingProps) {
  const { t } = useTranslation(['accounts', 'display']);
  const renew = useCommand({
    run: renewRecoveryCodes,
    makesOld: ['account'],
    onDone: ({ recovery_codes }) => onCodes(recovery_codes),
  });
  const remove = useCommand({
    run: removeFactor,
    makesOld: ['account'],
    onDone: () => message.success(t('factor.removed')),
  });
  const error = renew.error ?? remove.error;
  return (
    <>
      <div className="profile-ways">
        <Button loading={renew.isPending} onClick={() => renew.mutate(undefined)}>
          {t('factor.renew')}
        </Button>
        {!factor.required && (
          <Popconfirm
            title={t('factor.remove')}
            description={t('factor.removeAsk')}
            okText={t('factor.remove')}
            cancelText={t('display:cancel')}
            onConfirm={() => remove.mutate(undefined)}
          >
            <Button loading={remove.isPending}>{t('factor.remove')}</Button>
          </Popconfirm>
        )}
      </div>
      {error && <Failure error={error} />}
    </>
  );
}
