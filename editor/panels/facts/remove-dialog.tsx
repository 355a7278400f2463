/** Asks before a fact goes; what is shown in it would no longer know what it speaks of. */
import { Alert, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { useSay } from '../../words/say.ts';

interface RemoveDialogProps {
  name: Localized;
  /** How many places speak of it. */
  uses: number;
  children?: ReactNode;
  onRemove: () => void;
  onClose: () => void;
}

export function RemoveDialog({ name, uses, children, onRemove, onClose }: RemoveDialogProps) {
  const { t } = useTranslation(['facts', 'display']);
  const say = useSay();
  return (
    <Modal
      open
      title={t('remove.title', { name: say(name) })}
      onCancel={onClose}
      onOk={onRemove}
      okText={t('remove.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ danger: true }}
    >
      <div className="stack">
        <Breaks count={uses} words={t('remove.breaks', { n: uses })} />
        {children}
      </div>
    </Modal>
  );
}

/** What would break, or that nothing does. */
function Breaks({ count, words }: { count: number; words: string }) {
  const { t } = useTranslation('facts');
  if (count === 0) return <Alert type="success" showIcon title={t('uses.none')} />;
  return <Alert type="warning" showIcon title={words} />;
}
