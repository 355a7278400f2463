/** The form of a task and the ways on: one button for each route, named as the flow names it. */
import { Alert, Button } from 'antd';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { byField, Refusal, type ProblemWords } from '../api/refusal.ts';
import { session } from '../api/session.ts';
import { share, type SharingCommand } from '../api/sharing.ts';
import { command, type RouteChoice, type Task, type TaskCommand } from '../api/tasks.ts';
import { Failure, ProblemList } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { Section } from '../display/page.tsx';
import { FactForm, focusField } from '../forms/fact-form.tsx';
import { taking } from '../forms/entry.ts';
import { useEntry, type Entering } from '../forms/use-entry.ts';
import { useSay } from '../words/say.ts';
import { CaseData } from './case-data.tsx';
import { focusOpinion, OpinionField } from './task-opinion.tsx';
import { Overrides } from './task-overrides.tsx';

interface TaskFormProps {
  task: Task;
  /** Leaves the task: it cannot be asked for any more. */
  onDone: () => Promise<void>;
}

export function TaskForm({ task, onDone }: TaskFormProps) {
  const { t } = useTranslation('tasks');
  const entry = useEntry(task.id, task.fields);
  const isDelegate = useIsDelegate(task);
  const mayWork = task.can.includes('complete') || isDelegate;
  const sending = useCompletion(task, entry, onDone);
  if (task.sharing.signing !== null) return <Known task={task} />;
  return (
    <>
      <Known task={task} />
      <Section title={t('task.form')} className="task-form">
        <WorkNotice task={task} />
        {entry.isRestored && mayWork && (
          <p className="quiet task-restored">
            {t('task.restored')}
            <Button type="link" size="small" onClick={entry.forget}>
              {t('task.discard')}
            </Button>
          </p>
        )}
        {taking(task.fields).length === 0 && <p className="quiet">{t('task.noFields')}</p>}
        <FactForm fields={task.fields} entry={entry} disabled={!mayWork} />
        <Refused sending={sending} />
        {mayWork && <Opinion task={task} sending={sending} isDelegate={isDelegate} />}
        {mayWork &&
          (isDelegate ? <HandBack sending={sending} /> : <Ways task={task} sending={sending} />)}
      </Section>
    </>
  );
}

/** What the case knows already and the step shows without taking it. */
function Known({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const known = task.fields.filter((field) => field.readonly && field.value !== null);
  if (known.length === 0) return null;
  return (
    <Section title={t('task.known')}>
      <CaseData data={known} />
    </Section>
  );
}

/** Why the form takes nothing now. */
function WorkNotice({ task }: { task: Task }) {
  const { t } = useTranslation('tasks');
  const say = useSay();
  if (task.can.includes('complete') || task.can.includes('hand_back')) return null;
  if (task.sharing.decision !== null) return null;
  if (task.can.includes('claim'))
    return <Alert type="info" showIcon title={t('task.claimFirst')} />;
  if (task.status === 'paused')
    return <Alert type="warning" showIcon title={t('task.pausedNow')} />;
  const words =
    task.holder === null ? t('task.cannot') : t('task.others', { holder: say(task.holder.name) });
  return <Alert type="info" showIcon title={words} />;
}

interface Completion {
  isBusy: boolean;
  /** The route being sent, or sent last. */
  route: string | undefined;
  error: Error | null;
  /** Problems that belong to no field. */
  others: readonly ProblemWords[];
  send: (route: string | undefined, overrides?: Record<string, string>) => void;
  handBack: () => void;
  comment: string;
  setComment: (comment: string) => void;
  /** A comment that is needed is not there. */
  isSilent: boolean;
}

function useCompletion(task: Task, entry: Entering, onDone: () => Promise<void>): Completion {
  const { t } = useTranslation('tasks');
  const say = useSay();
  const [route, setRoute] = useState<string>();
  const [comment, setComment] = useState('');
  const [isSilent, setIsSilent] = useState(false);
  const said = comment.trim();
  const handing = useHandBack(task, entry, onDone);
  const completion = useCommand({
    run: (input: TaskCommand, key) => command(input, key),
    makesOld: ['tasks', 'cases', 'findings'],
    onDone: ({ ended }) => {
      entry.forget();
      message.success(ended ? t('task.ended') : t('task.completed', { step: say(task.step.name) }));
      return onDone();
    },
  });
  const problems = completion.error instanceof Refusal ? completion.error.problems : [];

  const send: Completion['send'] = (chosen, overrides) => {
    setRoute(chosen);
    const way = task.routes.find(({ id }) => id === chosen);
    const isMissing = way !== undefined && way.result !== 'pass' && said === '';
    setIsSilent(isMissing);
    const wrong = entry.attempt();
    if (wrong !== undefined) return focusField(wrong);
    if (isMissing) return focusOpinion(task.id);
    completion.mutate(
      {
        id: task.id,
        version: task.version,
        verb: 'complete',
        route: chosen,
        data: entry.data(),
        ...(said === '' ? {} : { comment: said }),
        ...(overrides === undefined ? {} : { overrides }),
      },
      { onError: (error) => error instanceof Refusal && showAtFields(error, entry) },
    );
  };
  return {
    isBusy: completion.isPending || handing.isPending,
    route,
    error: completion.error ?? handing.error,
    others: byField(problems).others,
    send,
    handBack: () => {
      setIsSilent(said === '');
      return said === '' ? focusOpinion(task.id) : handing.handBack(said);
    },
    comment,
    setComment,
    isSilent,
  };
}

function useHandBack(task: Task, entry: Entering, onDone: () => Promise<void>) {
  const { t } = useTranslation('sharing');
  const { mutate, isPending, error } = useCommand({
    run: (input: SharingCommand, key) => share(input, key),
    makesOld: ['tasks', 'cases'],
    onDone: () => {
      entry.forget();
      message.success(t('done.hand_back'));
      return onDone();
    },
  });
  const { id, version } = task;
  const handBack = (comment: string) =>
    mutate({ id, version, verb: 'hand_back', comment, data: entry.data() });
  return { handBack, isPending, error };
}

/** Does the person do this for somebody who delegated it to them? */
function useIsDelegate({ can, sharing }: Task): boolean {
  const { data: user } = useSuspenseQuery(session);
  return can.includes('hand_back') && sharing.delegation?.to.id === user?.id;
}

/** Brings the keyboard to the first field that the server refused. */
function showAtFields(refusal: Refusal, entry: Entering): void {
  const { fields } = byField(refusal.problems);
  entry.refuse(fields);
  const [first] = Object.keys(fields);
  if (first !== undefined) focusField(first);
}

function Refused({ sending }: { sending: Completion }) {
  const { error, others } = sending;
  if (error === null) return null;
  if (!(error instanceof Refusal) || error.problems.length === 0) return <Failure error={error} />;
  const blocked = others.filter((one) => one.code === 'audit_blocked');
  const plain = others.filter((one) => one.code !== 'audit_blocked');
  return (
    <div className="stack" ref={bringToSight}>
      <ProblemList problems={plain} />
      {blocked.length > 0 && (
        <Overrides
          problems={blocked}
          isBusy={sending.isBusy}
          onGive={(reasons) => sending.send(sending.route, reasons)}
        />
      )}
    </div>
  );
}

/** The ways on stick to the lower edge and would hide what stands above them. */
function bringToSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'center' });
}

interface OpinionProps {
  task: Task;
  sending: Completion;
  isDelegate: boolean;
}

function Opinion({ task, sending, isDelegate }: OpinionProps) {
  const { t } = useTranslation('sharing');
  const needed = t(isDelegate ? 'opinion.toHandBack' : 'opinion.required');
  return (
    <OpinionField
      task={task.id}
      value={sending.comment}
      needed={sending.isSilent ? needed : undefined}
      onChange={sending.setComment}
    />
  );
}

function HandBack({ sending }: { sending: Completion }) {
  const { t } = useTranslation('sharing');
  return (
    <div className="ways">
      <Button type="primary" loading={sending.isBusy} onClick={sending.handBack}>
        {t('action.hand_back')}
      </Button>
    </div>
  );
}

function Ways({ task, sending }: { task: Task; sending: Completion }) {
  const { t } = useTranslation('tasks');
  const say = useSay();
  const only = task.routes.length === 1;
  return (
    <div className="ways">
      {task.routes.map((way, index) => (
        <Button
          key={way.id}
          {...lookOf(way, index)}
          loading={sending.isBusy && sending.route === way.id}
          disabled={sending.isBusy && sending.route !== way.id}
          onClick={() => sending.send(way.id)}
        >
          {only && say(way.name) === '' ? t('task.complete') : say(way.name)}
        </Button>
      ))}
    </div>
  );
}

/** The first way that passes the work on is the one most taken. */
function lookOf(way: RouteChoice, index: number) {
  if (way.result === 'reject') return { danger: true };
  return index === 0 && way.result === 'pass' ? { type: 'primary' as const } : {};
}
