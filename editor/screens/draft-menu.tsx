/** What is done to the draft as a whole. */
import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown, Modal, type MenuProps } from 'antd';
import type { MenuItemType } from 'antd/es/menu/interface';
import { useTranslation } from 'react-i18next';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { useCommand } from '../api/command.ts';
import { type Draft, dropDraft } from '../api/drafts.ts';
import { useFailureWords } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { takeDefinition } from './draft-file.ts';
import type { Saving } from './draft-use-saving.ts';

interface DraftMenuProps {
  draft: Draft;
  definition: Definition;
  saving: Saving;
  /** Other files that it can be had as. */
  files?: readonly FileItem[];
  /** Where to when the draft is gone. */
  leave: () => unknown;
}

export type FileItem = MenuItemType & { key: string };

export function DraftMenu({ draft, definition, saving, files, leave }: DraftMenuProps) {
  const { t } = useTranslation(['editor', 'display']);
  const [modal, dialogs] = Modal.useModal();
  const failureWords = useFailureWords();
  const drop = useCommand({
    run: (id: string) => dropDraft(id),
    makesOld: ['definitions', 'drafts'],
    onDone: () => {
      saving.giveUp();
      return leave();
    },
  });
  const askToDrop = () =>
    modal.confirm({
      title: t('drop.title'),
      content: t('drop.text'),
      okText: t('drop.yes'),
      okButtonProps: { danger: true },
      cancelText: t('display:cancel'),
      onOk: () =>
        drop.mutateAsync(draft.id).catch((error: Error) => message.error(failureWords(error))),
    });
  const items: MenuProps['items'] = [
    { key: 'file', label: t('menu.file'), onClick: () => takeDefinition(definition) },
    ...(files ?? []),
    { key: 'drop', label: t('menu.drop'), danger: true, onClick: () => void askToDrop() },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button type="text" icon={<MoreOutlined aria-hidden />} aria-label={t('menu.open')} />
      </Dropdown>
      {dialogs}
    </>
  );
}
