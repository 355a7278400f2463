/** What may be done to a task besides completing it: claim, give back, pause, resume. */
import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { command, type Task, type TaskCommand } from '../api/tasks.ts';
import { Failure, useFailureWords } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { growing } from '../display/growing.ts';

const saidAfter = {
  claim: 'task.claimed',
  release: 'task.released',
  resume: 'task.resumed',
} as const;

export function TaskTools({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const words = useFailureWords();
  const [isPausing, setIsPausing] = useState(false);
  const act = useCommand({
    run: (input: TaskCommand, key) => command(input, key),
    makesOld: ['tasks', 'cases'],
  });
  const send = (verb: 'claim' | 'release' | 'resume') =>
    act.mutate(
      { id: task.id, version: task.version, verb },
      {
        onSuccess: () => message.success(t(saidAfter[verb])),
        onError: (error) => message.error(words(error)),
      },
    );
  return (
    <>
      {task.can.includes('release') && (
        <Button loading={act.isPending} onClick={() => send('release')}>
          {t('task.release')}
        </Button>
      )}
      {task.can.includes('pause') && (
        <Button onClick={() => setIsPausing(true)}>{t('task.pause')}</Button>
      )}
      {task.can.includes('resume') && (
        <Button type="primary" loading={act.isPending} onClick={() => send('resume')}>
          {t('task.resume')}
        </Button>
      )}
      {task.can.includes('claim') && (
        <Button type="primary" loading={act.isPending} onClick={() => send('claim')}>
          {t('task.claim')}
        </Button>
      )}
      {isPausing && <PauseDialog task={task} onClose={() => setIsPausing(false)} />}
    </>
  );
}

/** A pause needs a reason and evidence. The keyboard goes back to its button before it is gone. */
function PauseDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation(['tasks', 'display']);
  const id = useId();
  const [isOpen, setIsOpen] = useState(true);
  const [reason, setReason] = useState('');
  const [evidence, setEvidence] = useState('');
  const pause = useCommand({
    run: (input: TaskCommand, key) => command(input, key),
    makesOld: ['tasks', 'cases'],
    onDone: () => {
      message.success(t('pause.done'));
      setIsOpen(false);
    },
  });
  const isComplete = reason.trim() !== '' && evidence.trim() !== '';
  const send = () =>
    pause.mutate({ id: task.id, version: task.version, verb: 'pause', reason, evidence });
  return (
    <Modal
      open={isOpen}
      title={t('pause.title')}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
      onOk={send}
      okText={t('pause.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ disabled: !isComplete, loading: pause.isPending }}
    >
      <div className="stack">
        <p className="quiet">{t('pause.help')}</p>
        <div className="field">
          <label htmlFor={`${id}-reason`} className="field-label">
            {t('pause.reason')}
          </label>
          <Input.TextArea
            id={`${id}-reason`}
            autoFocus
            {...growing(2)}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-evidence`} className="field-label">
            {t('pause.evidence')}
          </label>
          <Input
            id={`${id}-evidence`}
            placeholder={t('pause.evidenceHelp')}
            value={evidence}
            onChange={(event) => setEvidence(event.target.value)}
          />
        </div>
        {pause.error && <Failure error={pause.error} />}
      </div>
    </Modal>
  );
}
