/** One entry of the audit log, with everything that it says and the chain around it. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { auditEntry, type AuditEntry } from '../api/audit-log.ts';
import { Answered } from '../display/answered.tsx';
import { Hash } from '../display/hash.tsx';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { Facts } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import { useSpokenAction } from './audit-log-words.ts';

export function AuditEntryDialog({ seq, onClose }: { seq: number; onClose: () => void }) {
  const { t } = useTranslation('audit');
  const query = useQuery(auditEntry(seq));
  return (
    <Modal open title={t('entry', { seq })} width={760} footer={null} onCancel={onClose}>
      <Answered query={query} rows={8}>
        {(entry) => <Said entry={entry} />}
      </Answered>
    </Modal>
  );
}

function Said({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('audit');
  const say = useSay();
  const spoken = useSpokenAction();
  const { allowed, reason } = entry;
  const { reason: said, ...others } = entry.details;
  // It has a line of its own, unless it was erased.
  const details = said === reason ? others : entry.details;
  return (
    <div className="stack">
      <Facts
        columns={2}
        items={[
          [t('column.at'), <Instant key="at" at={entry.at} />],
          [t('column.actor'), say(entry.actor.name)],
          [
            t('field.role'),
            entry.role &&
              rolesIn(entry.role, (role) => t(`roles.${role as 'owner'}`, { defaultValue: role })),
          ],
          [t('field.unit'), entry.unit && say(entry.unit.name)],
          [
            t('column.action'),
            <span key="action" title={entry.action}>
              {spoken(entry.action)}
            </span>,
          ],
          [t('column.object'), <ObjectOf key="object" entry={entry} />],
          [
            t('column.result'),
            <Mark
              key="result"
              plain
              colour={allowed ? 'green' : 'red'}
              icon={allowed ? 'done' : 'stop'}
            >
              {allowed ? t('allowed') : t('denied')}
            </Mark>,
          ],
          [t('field.reason'), reason],
          [t('field.before'), hash(entry.before)],
          [t('field.after'), hash(entry.after)],
          [t('field.session'), hash(entry.session)],
          [t('field.request'), entry.request && <code>{entry.request}</code>],
          [t('field.policy'), hash(entry.policy)],
          [t('field.build'), hash(entry.build)],
          [t('column.hash'), hash(entry.hash)],
          [t('previous'), hash(entry.previous_hash)],
        ]}
      />
      {Object.keys(details).length > 0 && (
        <section className="audit-details" aria-label={t('field.details')}>
          <h2>{t('field.details')}</h2>
          <pre tabIndex={0}>{JSON.stringify(details, null, 2)}</pre>
        </section>
      )}
    </div>
  );
}

function hash(value: string | undefined) {
  return value && <Hash hash={value} />;
}

function rolesIn(roles: string, spoken: (role: string) => string): string {
  return roles.split(' ').map(spoken).join(' · ');
}

function ObjectOf({ entry: { action, object } }: { entry: AuditEntry }) {
  if (action.startsWith('change.')) {
    return (
      <Link to="/changes/$id" params={{ id: object }} search={{}}>
        <code>{object}</code>
      </Link>
    );
  }
  return <code>{object}</code>;
}
