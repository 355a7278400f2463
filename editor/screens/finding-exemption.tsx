/** The white list, as far as it is about the object of a finding; auditors add to it and end it. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endExemption, exempt } from '../api/audits.ts';
import { useCommand } from '../api/command.ts';
import type { Finding } from '../api/findings.ts';
import { hasRole, session } from '../api/session.ts';
import { Failure } from '../display/failure.tsx';
import { Instant } from '../display/instant.tsx';
import { Facts, Section } from '../display/page.tsx';
import { TextField } from '../display/text-field.tsx';
import { DayField } from '../forms/day-field.tsx';
import { useSay } from '../words/say.ts';

export function FindingExemption({ finding }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  const { data: user } = useSuspenseQuery(session);
  const [isAdding, setIsAdding] = useState(false);
  const mayDecide = user !== null && hasRole(user, ['auditor']);
  const { exemption } = finding;
  if (exemption === null && !mayDecide) return null;
  return (
    <Section title={t('finding.exemption')}>
      {exemption === null ? (
        <Button onClick={() => setIsAdding(true)}>{t('finding.exempt')}</Button>
      ) : (
        <Lasting exemption={exemption} mayDecide={mayDecide} />
      )}
      {isAdding && <ExemptDialog finding={finding} onClose={() => setIsAdding(false)} />}
    </Section>
  );
}

interface LastingProps {
  exemption: NonNullable<Finding['exemption']>;
  mayDecide: boolean;
}

function Lasting({ exemption, mayDecide }: LastingProps) {
  const { t } = useTranslation('findings');
  const say = useSay();
  const run = useCommand({ run: (id: string) => endExemption(id), makesOld: ['findings'] });
  return (
    <div className="stack">
      <p>{t('finding.exemptUntil', { until: exemption.until })}</p>
      <Facts
        items={[
          [t('exempt.reason'), exemption.reason],
          [t('exempt.by'), say(exemption.by.name)],
          [t('exempt.at'), <Instant key="at" at={exemption.at} />],
        ]}
      />
      {mayDecide && (
        <div>
          <Button loading={run.isPending} onClick={() => run.mutate(exemption.id)}>
            {t('exempt.end')}
          </Button>
        </div>
      )}
      {run.error && <Failure error={run.error} />}
    </div>
  );
}

function ExemptDialog({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const { t } = useTranslation(['findings', 'display']);
  const [until, setUntil] = useState<string>();
  const [reason, setReason] = useState('');
  const [isOpen, setIsOpen] = useState(true);
  const run = useCommand({ run: exempt, makesOld: ['findings'] });
  const isReady = until !== undefined && reason.trim() !== '';
  return (
    <Modal
      open={isOpen && !run.isSuccess}
      title={t('exempt.title')}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
      onOk={() => until && run.mutate({ finding: finding.id, until, reason })}
      okText={t('exempt.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ disabled: !isReady, loading: run.isPending }}
    >
      <div className="stack">
        <p className="quiet">
          {t('exempt.help', { rule: finding.rule.id, object: finding.object ?? '' })}
        </p>
        <DayField label={t('exempt.until')} value={until} required onChange={setUntil} />
        <TextField
          label={t('exempt.reason')}
          value={reason}
          most={2000}
          rows={2}
          onChange={setReason}
        />
        {run.error && <Failure error={run.error} />}
      </div>
    </Modal>
  );
}
