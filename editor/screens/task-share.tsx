/** The ways to share a task, those that are allowed now, in one menu. */
import { EllipsisOutlined } from '@ant-design/icons';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { session } from '../api/session.ts';
import type { Task } from '../api/tasks.ts';
import { ShareDialog, type ShareAction } from './share-dialog.tsx';

const offered = ['transfer', 'delegate', 'add_signer', 'copy', 'urge', 'reassign'] as const;

export function TaskShare({ task, onDone }: { task: Task; onDone: () => Promise<void> }) {
  const { t } = useTranslation('sharing');
  const [chosen, setChosen] = useState<ShareAction>();
  const actions = useActions(task);
  if (actions.length === 0 && chosen === undefined) return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        autoFocus
        menu={{
          items: actions.map((key) => ({ key, label: t(`action.${key}`) })),
          onClick: ({ key }) => setChosen(key as ShareAction),
        }}
      >
        <Button icon={<EllipsisOutlined aria-hidden />} aria-haspopup="menu">
          {t('more')}
        </Button>
      </Dropdown>
      {chosen && (
        <ShareDialog
          action={chosen}
          task={task}
          isSigned={task.sharing.signing !== null}
          onClose={() => setChosen(undefined)}
          onDone={() => void (chosen === 'transfer' ? onDone() : undefined)}
        />
      )}
    </>
  );
}

/** A signing is reassigned part by part; who delegated a task may recall it. */
function useActions({ can, sharing, id }: Task): ShareAction[] {
  const { data: user } = useSuspenseQuery(session);
  const isMine = sharing.delegation?.to.id === user?.id;
  const actions: ShareAction[] = offered.filter(
    (action) =>
      can.includes(action) && !(action === 'reassign' && sharing.signing !== null) && id !== '',
  );
  return can.includes('hand_back') && !isMine ? [...actions, 'recall'] : actions;
}
