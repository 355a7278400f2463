/** What a dictionary is called. */
import { SettingOutlined } from '@ant-design/icons';
import { Button, Modal, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DictionaryEdit } from '../document/facts/commands.ts';
import type { Dictionary } from '../document/facts/document.ts';
import { NamingFields } from '../panels/inputs/naming-fields.tsx';

interface DictionarySettingsProps {
  set: Dictionary;
  port: { perform: (edit: DictionaryEdit, burst?: string) => unknown };
}

export function DictionarySettings({ set, port }: DictionarySettingsProps) {
  const { t } = useTranslation(['facts', 'display']);
  const [isOpen, setIsOpen] = useState(false);
  const change = (path: string, value: unknown, burst?: string) =>
    port.perform({ do: 'changeSet', args: { path: [path], value } }, burst);
  return (
    <>
      <Tooltip title={t('settings.title')}>
        <Button
          type="text"
          icon={<SettingOutlined aria-hidden />}
          aria-label={t('settings.title')}
          onClick={() => setIsOpen(true)}
        />
      </Tooltip>
      <Modal
        open={isOpen}
        title={t('settings.title')}
        destroyOnHidden
        onCancel={() => setIsOpen(false)}
        footer={
          <Button type="primary" onClick={() => setIsOpen(false)}>
            {t('settings.done')}
          </Button>
        }
      >
        <div className="rule-form">
          <NamingFields named={set} change={change} />
        </div>
      </Modal>
    </>
  );
}
