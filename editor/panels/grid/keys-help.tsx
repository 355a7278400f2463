/** The keys of the grid, for those who look for them. */
import { Modal } from 'antd';
import { QuestionCircleOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Tool } from '../inputs/tool.tsx';

const keys = [
  ['type', 'A…Z'],
  ['edit', 'F2 / Enter'],
  ['keep', 'Enter / Tab'],
  ['keepAll', 'Ctrl+Enter'],
  ['line', 'Alt+Enter'],
  ['cancel', 'Esc'],
  ['grow', 'Shift+←↑→↓'],
  ['far', 'Ctrl+←↑→↓'],
  ['rows', 'Shift+Space'],
  ['columns', 'Ctrl+Space'],
  ['all', 'Ctrl+A'],
  ['fillDown', 'Ctrl+D'],
  ['fillRight', 'Ctrl+R'],
  ['copy', 'Ctrl+C / X / V'],
  ['empty', 'Delete'],
  ['insert', 'Ctrl++'],
  ['remove', 'Ctrl+-'],
  ['moveRows', 'Alt+↑ / ↓'],
  ['moveColumn', 'Alt+← / →'],
  ['width', 'Alt+Shift+← / →'],
  ['undo', 'Ctrl+Z / Y'],
] as const;

export function KeysHelp() {
  const { t } = useTranslation('grid');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Tool
        label={t('keys.title')}
        icon={<QuestionCircleOutlined aria-hidden />}
        onClick={() => setIsOpen(true)}
      />
      <Modal
        open={isOpen}
        title={t('keys.title')}
        footer={null}
        destroyOnHidden
        onCancel={() => setIsOpen(false)}
      >
        <dl className="grid-keys">
          {keys.map(([name, key]) => (
            <div key={name}>
              <dt>{t(`keys.${name}`)}</dt>
              <dd>
                <kbd>{key}</kbd>
              </dd>
            </div>
          ))}
        </dl>
      </Modal>
    </>
  );
}
