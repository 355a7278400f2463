/** What needs a reason: leaving a step undone, leading a case another way, dropping an event. */
import { Modal, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { drop, settle, type DeadLetter, type Incident, type Settling } from '../api/incidents.ts';
import { Failure } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { TextField } from '../display/text-field.tsx';
import { useSay } from '../words/say.ts';

/** How an incident is settled that is not tried again. */
export type Way = 'skip' | 'reroute';

interface SettleProps {
  incident: Incident;
  way: Way;
  onClose: () => void;
}

export function SettleDialog({ incident, way, onClose }: SettleProps) {
  const { t } = useTranslation('incidents');
  const say = useSay();
  const { id, version, routes, step } = incident;
  // The first is the usual way on, which skipping takes.
  const [chosen, setChosen] = useState(routes[1]?.id ?? '');
  const run = useCommand({
    run: (input: Settling, key) => settle(input, key),
    makesOld: ['incidents', 'cases', 'tasks'],
    onDone: () => message.success(t(`${way}.done`)),
  });
  const send = (reason: string) => {
    const about = { id, version, reason };
    run.mutate(way === 'skip' ? { ...about, by: way } : { ...about, by: way, route: chosen });
  };
  return (
    <ReasonDialog
      title={t(`${way}.title`, { step: say(step.name) })}
      help={t(`${way}.help`)}
      submit={t(`${way}.submit`)}
      run={run}
      onSubmit={send}
      onClose={onClose}
    >
      {way === 'reroute' && (
        <Radio.Group
          aria-label={t('reroute.ways')}
          value={chosen}
          onChange={(event) => setChosen(String(event.target.value))}
          options={routes.map((one) => ({ value: one.id, label: say(one.name) }))}
        />
      )}
    </ReasonDialog>
  );
}

export function DropDialog({ letter, onClose }: { letter: DeadLetter; onClose: () => void }) {
  const { t } = useTranslation('incidents');
  const run = useCommand({
    run: (input: { id: string; reason: string }) => drop(input),
    makesOld: ['incidents'],
    onDone: () => message.success(t('drop.done')),
  });
  return (
    <ReasonDialog
      title={t('drop.title', { id: letter.event_id })}
      help={t('drop.help')}
      submit={t('drop.submit')}
      run={run}
      onSubmit={(reason) => run.mutate({ id: letter.id, reason })}
      onClose={onClose}
    />
  );
}

interface ReasonProps {
  title: string;
  help: string;
  submit: string;
  run: { isPending: boolean; isSuccess: boolean; error: Error | null };
  onSubmit: (reason: string) => void;
  onClose: () => void;
  children?: ReactNode;
}

/** The keyboard goes back to its button before the dialog is gone. */
function ReasonDialog({ title, help, submit, run, children, ...does }: ReasonProps) {
  const { t } = useTranslation(['incidents', 'display']);
  const [reason, setReason] = useState('');
  const [isOpen, setIsOpen] = useState(true);
  return (
    <Modal
      open={isOpen && !run.isSuccess}
      title={title}
      onCancel={() => setIsOpen(false)}
      afterClose={does.onClose}
      onOk={() => does.onSubmit(reason)}
      okText={submit}
      cancelText={t('display:cancel')}
      okButtonProps={{ disabled: reason.trim() === '', loading: run.isPending }}
    >
      <div className="stack">
        <p className="quiet">{help}</p>
        {children}
        <TextField label={t('reason')} value={reason} most={2000} rows={2} onChange={setReason} />
        {run.error !== null && <Failure error={run.error} />}
      </div>
    </Modal>
  );
}
