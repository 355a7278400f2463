/** Asks the audit rules in force: about cases that are open or have ended, or about imported records. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auditRecords, type RecordAudit, type RecordAuditAnswer } from '../api/audits.ts';
import { useCommand } from '../api/command.ts';
import { definitionList } from '../api/definitions.ts';
import { audit, type Audit } from '../api/findings.ts';
import { Failure } from '../display/failure.tsx';
import { useSay } from '../words/say.ts';

type Asked = Audit | RecordAudit;
type What = 'cases' | 'records';

const ask = (asked: Asked, key: string): Promise<RecordAuditAnswer> =>
  'records' in asked ? auditRecords(asked, key) : audit(asked, key);

interface AuditDialogProps {
  /** What is chosen at first. */
  first?: What;
  onClose: () => void;
}

export function AuditDialog({ first = 'cases', onClose }: AuditDialogProps) {
  const { t } = useTranslation(['findings', 'display']);
  const [what, setWhat] = useState<What>(first);
  const [stage, setStage] = useState<Audit['stage']>('during');
  const [flow, setFlow] = useState('');
  const [kind, setKind] = useState('');
  const [isOpen, setIsOpen] = useState(true);
  const run = useCommand({ run: ask, makesOld: ['findings', 'cases', 'scores'] });
  const submit = () => {
    if (what === 'records') run.mutate({ records: kind === '' ? [] : [kind] });
    else run.mutate({ stage, ...(flow === '' ? {} : { flow }) });
  };
  return (
    <Modal
      open={isOpen}
      title={t('audit.title')}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
      onOk={submit}
      okText={t('audit.submit')}
      cancelText={t('display:close')}
      okButtonProps={{ loading: run.isPending }}
    >
      <div className="stack">
        <Radio.Group
          aria-label={t('audit.what')}
          optionType="button"
          value={what}
          onChange={(event) => setWhat(event.target.value as What)}
          options={[
            { value: 'cases', label: t('audit.cases') },
            { value: 'records', label: t('audit.records') },
          ]}
        />
        <p className="quiet">{t(what === 'cases' ? 'audit.help' : 'audit.recordsHelp')}</p>
        {what === 'cases' ? (
          <>
            <Radio.Group
              aria-label={t('audit.stage')}
              value={stage}
              onChange={(event) => setStage(event.target.value as Audit['stage'])}
              options={[
                { value: 'during', label: t('audit.during') },
                { value: 'after', label: t('audit.after') },
              ]}
            />
            <Choice of="flow" value={flow} onChange={setFlow} />
          </>
        ) : (
          <Choice of="record" value={kind} onChange={setKind} />
        )}
        {run.data && <Done answer={run.data} />}
        {run.error && <Failure error={run.error} />}
      </div>
    </Modal>
  );
}

interface ChoiceProps {
  of: 'flow' | 'record';
  value: string;
  onChange: (id: string) => void;
}

/** One definition of a kind, or all. */
function Choice({ of, value, onChange }: ChoiceProps) {
  const { t } = useTranslation('findings');
  const say = useSay();
  const { data } = useQuery(definitionList(of));
  const options = (data?.rows ?? []).map((one) => ({ value: one.id, label: say(one.name) }));
  const all = t(of === 'flow' ? 'audit.allFlows' : 'audit.allKinds');
  return (
    <Select
      aria-label={t(of === 'flow' ? 'audit.flow' : 'audit.kind')}
      value={value}
      options={[{ value: '', label: all }, ...options]}
      onChange={onChange}
    />
  );
}

function Done({ answer }: { answer: RecordAuditAnswer }) {
  const { t } = useTranslation('findings');
  const { run } = answer;
  if (run?.status === 'running') {
    return <Alert type="info" showIcon role="status" title={t('audit.goesOn')} />;
  }
  const words =
    run === undefined ? t('audit.done', { ...answer }) : t('audit.recordsDone', { ...run });
  return <Alert type="success" showIcon role="status" title={words} />;
}
