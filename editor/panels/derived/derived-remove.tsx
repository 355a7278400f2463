/** Takes a derived fact away, having said what asks for it. */
import { Alert, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DerivedFact } from '@flowmeter/engine/definition/derived.ts';
import { useSay } from '../../words/say.ts';
import { DerivedUses } from './derived-uses.tsx';
import { useDerived } from './desk.ts';

interface RemoveDerivedProps {
  id: string;
  fact: DerivedFact;
  onRemove: () => void;
  onClose: () => void;
}

export function RemoveDerived({ id, fact, onRemove, onClose }: RemoveDerivedProps) {
  const { t } = useTranslation(['facts', 'display']);
  const say = useSay();
  const { usesOf } = useDerived();
  const used = usesOf(id);
  return (
    <Modal
      open
      title={t('remove.title', { name: say(fact.name) })}
      onCancel={onClose}
      onOk={onRemove}
      okText={t('remove.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ danger: true }}
    >
      <div className="stack">
        {used.length > 0 && (
          <Alert type="warning" showIcon title={t('remove.breaks', { n: used.length })} />
        )}
        <DerivedUses uses={used} />
      </div>
    </Modal>
  );
}
