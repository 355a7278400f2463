import type { Objectish } from 'immer';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { message } from '../display/message.tsx';
import type { MergeDesk } from './draft-merge-source.ts';

/**
 * A window that comes to the front again shows what was saved of the draft elsewhere meanwhile, so that
 * nobody goes on from what is old. Where something here is not saved yet, the two are merged instead.
 */
export function useFresh<D extends Objectish, E>({ session, saving, readOther }: MergeDesk<D, E>) {
  const { t } = useTranslation('editor');
  const look = useEffectEvent(async () => {
    if (saving.state !== 'saved' || saving.merging !== null) return;
    const before = session.port.read();
    const other = await readOther().catch(() => undefined);
    if (other === undefined || other.revision <= saving.seen().revision) return;
    if (session.port.read() !== before) return;
    session.take(other.document);
    other.adopt?.();
    saving.tookOver(other.revision);
    message.success(t('fresh'));
  });
  useEffect(() => {
    const hear = () => {
      if (document.visibilityState === 'visible') void look();
    };
    globalThis.addEventListener('focus', hear);
    document.addEventListener('visibilitychange', hear);
    return () => {
      globalThis.removeEventListener('focus', hear);
      document.removeEventListener('visibilitychange', hear);
    };
  }, []);
}
