/** Signed checkpoints to be kept elsewhere, and the public keys by which they are verified. */
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Alert, Button, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { auditFiles, checkpointList, type Checkpoint } from '../api/audit-log.ts';
import { hasRole, session } from '../api/session.ts';
import { useFormat } from '../display/format.ts';
import { Hash } from '../display/hash.tsx';
import { Instant } from '../display/instant.tsx';
import { Nothing } from '../display/nothing.tsx';
import { EndlessTable, type Column } from '../display/table.tsx';
import { KeyRotation } from './audit-log-rotation.tsx';

export function AuditCheckpoints() {
  const { t } = useTranslation('audit');
  const query = useInfiniteQuery(checkpointList);
  const { data: user } = useSuspenseQuery(session);
  const mayRotate = user !== null && hasRole(user, ['admin']);
  return (
    <div className="stack">
      <Alert
        type="warning"
        showIcon
        title={t('checkpoints.keep')}
        description={t('checkpoints.why')}
        action={
          <Space orientation="vertical">
            <Button size="small" href={auditFiles.keys} download>
              {t('export.keys')}
            </Button>
            {mayRotate && <KeyRotation />}
          </Space>
        }
      />
      <EndlessTable
        caption={t('tabs.checkpoints')}
        query={query}
        columns={useColumns()}
        rowKey={({ checkpoint }) => checkpoint.size}
        empty={<Nothing text={t('checkpoints.empty')} />}
      />
    </div>
  );
}

function useColumns(): Column<Checkpoint>[] {
  const { t } = useTranslation('audit');
  const format = useFormat();
  return [
    {
      key: 'size',
      title: t('checkpoints.size'),
      numeric: true,
      width: 120,
      render: ({ checkpoint }) => format.number(checkpoint.size),
    },
    {
      key: 'at',
      title: t('column.at'),
      tight: true,
      width: 168,
      render: ({ checkpoint }) => <Instant at={checkpoint.at} />,
    },
    {
      key: 'root',
      title: t('checkpoints.root'),
      render: ({ checkpoint }) => <Hash hash={checkpoint.root} />,
    },
    {
      key: 'head',
      title: t('checkpoints.head'),
      wide: true,
      render: ({ checkpoint }) => <Hash hash={checkpoint.head} />,
    },
    {
      key: 'signer',
      title: t('checkpoints.signer'),
      render: ({ signature }) => <Hash hash={signature.key} />,
    },
    {
      key: 'file',
      title: t('checkpoints.file'),
      width: 96,
      render: ({ checkpoint: { size } }) => (
        <a
          href={auditFiles.checkpoint(size)}
          download
          aria-label={t('checkpoints.download', { size: format.number(size) })}
        >
          {t('export.checkpoint')}
        </a>
      ),
    },
  ];
}
