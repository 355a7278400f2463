/** Nobody should take an earlier version for the one in force. */
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DefinitionKind } from '@flowmeter/engine/definition/kinds.ts';
import { versionsOf } from '../api/versions.ts';
import { useFormat } from '../display/format.ts';
import { shortHash } from '../display/hash.tsx';

interface EarlierVersionProps {
  kind: DefinitionKind;
  id: string;
  hash: string;
  /** The way back to the version in force. */
  children: ReactNode;
}

export function EarlierVersion({ kind, id, hash, children }: EarlierVersionProps) {
  const { t } = useTranslation('rules');
  const format = useFormat();
  const { data } = useQuery(versionsOf(kind, id));
  const row = data?.rows.find((one) => one.hash === hash);
  const words = {
    hash: shortHash(hash),
    from: row === undefined ? '' : format.instant(row.since),
    until: row === undefined || row.until === null ? '' : format.instant(row.until),
  };
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      title={row === undefined ? t('version.earlier') : t('version.earlierText', words)}
      action={children}
    />
  );
}
