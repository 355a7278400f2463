/** Of what the evidence was made, and when; what has changed since; and making it anew. */
import { Alert, Button, Tooltip } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { renewEvidence, type Evidence } from '../api/evidence.ts';
import { Failure } from '../display/failure.tsx';
import { useFormat } from '../display/format.ts';
import { Hash } from '../display/hash.tsx';
import { message } from '../display/message.tsx';

export function EvidenceHead({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation('evidence');
  const { state, renewing, since } = evidence;
  const isUnderWay = state === 'running';
  return (
    <div className="evidence-head">
      {isUnderWay && (
        <Alert
          type="info"
          showIcon
          role="status"
          title={t(renewing ? 'state.renewing' : 'state.running')}
        />
      )}
      {state === 'failed' && (
        <Alert
          type="error"
          showIcon
          role="status"
          title={t('state.failed')}
          action={<Renew evidence={evidence} />}
        />
      )}
      {since !== null && state === 'complete' && (
        <Alert
          type="warning"
          showIcon
          role="status"
          title={t('since.title', { what: sinceWords(since, t) })}
          action={<Renew evidence={evidence} />}
        />
      )}
    </div>
  );
}

export function EvidenceFoot({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const { hash, made_at, engine, data_hash, since, state } = evidence;
  return (
    <footer className="evidence-foot">
      <span>{t('made', { at: format.instant(made_at) })}</span>
      {engine !== '' && <span>{t('engine', { version: engine })}</span>}
      {hash !== null && (
        <Tooltip title={t('hashHelp')}>
          <span>
            <Hash hash={hash} label={t('hash')} />
          </span>
        </Tooltip>
      )}
      {data_hash !== '' && <Hash hash={data_hash} label={t('dataHash')} />}
      {since === null && state === 'complete' && <Renew evidence={evidence} quiet />}
    </footer>
  );
}

function Renew({ evidence, quiet = false }: { evidence: Evidence; quiet?: boolean }) {
  const { t } = useTranslation('evidence');
  const command = useCommand({
    run: (id: string) => renewEvidence(id),
    makesOld: ['changes', 'audit-log'],
    onDone: () => message.success(t('begun')),
  });
  if (!evidence.can_renew) return null;
  return (
    <>
      <Tooltip title={t('renewHelp')}>
        <Button
          size="small"
          type={quiet ? 'link' : 'default'}
          loading={command.isPending}
          onClick={() => command.mutate(evidence.change)}
        >
          {t('renew')}
        </Button>
      </Tooltip>
      {command.error && <Failure error={command.error} />}
    </>
  );
}

function sinceWords(since: NonNullable<Evidence['since']>, t: TFunction<'evidence'>): string {
  const { records, ended, open, definitions } = since;
  return [
    records > 0 ? t('since.records', { count: records }) : '',
    ended > 0 ? t('since.ended', { count: ended }) : '',
    open > 0 ? t('since.open', { count: open }) : '',
    open < 0 ? t('since.openLess', { count: -open }) : '',
    definitions ? t('since.definitions') : '',
  ]
    .filter((words) => words !== '')
    .join(t('since.and'));
}
