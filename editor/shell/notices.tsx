/** Told above the screen while the network or the server is away, and gone when it is back. */
import { Alert } from 'antd';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { connection } from '../api/connection.ts';

export function Notices() {
  const { t } = useTranslation('shell');
  const state = useStore(connection, (one) => one.state);
  const isOnline = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  const notice = isOnline ? state : 'offline';
  return (
    <div role="status" className="notices">
      {notice !== 'well' && <Alert type="warning" banner title={t(`connection.${notice}`)} />}
    </div>
  );
}

function watchNetwork(changed: () => void): () => void {
  globalThis.addEventListener('online', changed);
  globalThis.addEventListener('offline', changed);
  return () => {
    globalThis.removeEventListener('online', changed);
    globalThis.removeEventListener('offline', changed);
  };
}
