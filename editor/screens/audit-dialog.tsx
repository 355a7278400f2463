/** Asks the audit rules in force about cases that are open, or that have ended. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { definitionList } from '../api/definitions.ts';
import { audit, type Audit } from '../api/findings.ts';
import { Failure } from '../display/failure.tsx';
import { useSay } from '../words/say.ts';

export function AuditDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['findings', 'display']);
  const say = useSay();
  const [stage, setStage] = useState<Audit['stage']>('during');
  const [flow, setFlow] = useState('');
  const [isOpen, setIsOpen] = useState(true);
  const flows = useQuery(definitionList('flow'));
  const run = useCommand({
    run: (input: Audit, key) => audit(input, key),
    makesOld: ['findings', 'cases', 'scores'],
  });
  const flowOptions = (flows.data?.rows ?? []).map((one) => ({
    value: one.id,
    label: say(one.name),
  }));
  return (
    <Modal
      open={isOpen}
      title={t('audit.title')}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
      onOk={() => run.mutate({ stage, ...(flow === '' ? {} : { flow }) })}
      okText={t('audit.submit')}
      cancelText={t('display:close')}
      okButtonProps={{ loading: run.isPending }}
    >
      <div className="stack">
        <p className="quiet">{t('audit.help')}</p>
        <Radio.Group
          aria-label={t('audit.stage')}
          value={stage}
          onChange={(event) => setStage(event.target.value as Audit['stage'])}
          options={[
            { value: 'during', label: t('audit.during') },
            { value: 'after', label: t('audit.after') },
          ]}
        />
        <Select
          aria-label={t('audit.flow')}
          value={flow}
          options={[{ value: '', label: t('audit.allFlows') }, ...flowOptions]}
          onChange={setFlow}
        />
        {run.data && (
          <Alert type="success" showIcon role="status" title={t('audit.done', { ...run.data })} />
        )}
        {run.error && <Failure error={run.error} />}
      </div>
    </Modal>
  );
}
