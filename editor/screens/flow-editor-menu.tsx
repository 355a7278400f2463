/** What is done to the draft as a whole. */
import { MoreOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { useCommand } from '../api/command.ts';
import { type Draft, dropDraft } from '../api/drafts.ts';
import { useFailureWords } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { download } from './flow-editor-file.ts';
import type { Saving } from './flow-editor-use-saving.ts';

interface DraftMenuProps {
  draft: Draft;
  flow: FlowDefinition;
  saving: Saving;
}

export function DraftMenu({ draft, flow, saving }: DraftMenuProps) {
  const { t } = useTranslation(['editor', 'display']);
  const [modal, dialogs] = Modal.useModal();
  const failureWords = useFailureWords();
  const navigate = useNavigate();
  const drop = useCommand({
    run: (id: string) => dropDraft(id),
    makesOld: ['definitions', 'drafts'],
    onDone: () => {
      saving.giveUp();
      return navigate({ to: '/flows/$id', params: { id: draft.definition_id }, search: {} });
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
  const items = [
    { key: 'file', label: t('menu.file'), onClick: () => download(flow) },
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
