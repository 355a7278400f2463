/** The signatures of a task: how they decide, who has signed what, and one's own. */
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { share, type SharingCommand, type SignPart } from '../api/sharing.ts';
import type { Task } from '../api/tasks.ts';
import { Failure } from '../display/failure.tsx';
import { Instant } from '../display/instant.tsx';
import { Mark } from '../display/mark.tsx';
import { message } from '../display/message.tsx';
import { Section } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import { ShareDialog } from './share-dialog.tsx';
import { growing } from '../display/growing.ts';

export function TaskSigning({ task, onDone }: { task: Task; onDone: () => Promise<void> }) {
  const { t } = useTranslation('sharing');
  const { signs, signing } = task.sharing;
  if (signs.length === 0) return null;
  return (
    <Section title={t(signing === null ? 'signing.added' : 'signing.title')} count={signs.length}>
      {signing !== null && <Mode task={task} />}
      <Signatures signs={signs} task={task} />
      {task.can.includes('sign') && <SignForm task={task} onDone={onDone} />}
    </Section>
  );
}

function Mode({ task }: { task: Task }) {
  const { t } = useTranslation('sharing');
  const { signing } = task.sharing;
  if (signing === null) return null;
  const { mode, threshold, on_reject } = signing;
  const share_ = threshold?.startsWith('>')
    ? t('signing.over', { share: threshold.slice(1) })
    : threshold;
  return (
    <p className="quiet signing-mode">
      {t(`signing.mode.${mode}`, { threshold: share_ ?? '' })}
      {on_reject === 'at_end' && ` · ${t('signing.atEnd')}`}
    </p>
  );
}

interface SignaturesProps {
  signs: readonly SignPart[];
  /** Where parts may be given to other people. */
  task?: Task;
}

export function Signatures({ signs, task }: SignaturesProps) {
  const { t } = useTranslation('sharing');
  const [part, setPart] = useState<number>();
  const mayReassign = task?.can.includes('reassign') ?? false;
  return (
    <ol className="signatures">
      {signs.map((one) => (
        <li key={one.part}>
          <Signature part={one} />
          {mayReassign && one.status === 'open' && (
            <Button type="link" size="small" onClick={() => setPart(one.part)}>
              {t('action.reassign')}
            </Button>
          )}
        </li>
      ))}
      {task && part !== undefined && (
        <ShareDialog action="reassign" task={task} part={part} onClose={() => setPart(undefined)} />
      )}
    </ol>
  );
}

function Signature({ part }: { part: SignPart }) {
  const { t } = useTranslation('sharing');
  const say = useSay();
  const { by, added, on_behalf_of: absent } = part;
  const who = by ?? part.person ?? part.post;
  const about = [
    by !== null && part.post ? say(part.post.name) : '',
    part.weight > 1 ? t('signing.weight', { count: part.weight }) : '',
    absent ? t('signing.inPlaceOf', { person: say(absent.name) }) : '',
    added
      ? t(added.when === 'before' ? 'signing.addedBefore' : 'signing.addedAfter', {
          by: say(added.by.name),
        })
      : '',
  ].filter((words) => words !== '');
  return (
    <>
      <span className="signature-who">
        <strong>{say(who?.name)}</strong>
        <Verdict part={part} />
        {about.length > 0 && <span className="quiet">{about.join(' · ')}</span>}
        {part.at !== null && (
          <span className="quiet">
            <Instant at={part.at} />
          </span>
        )}
      </span>
      {part.comment !== null && <p className="signature-comment">{part.comment}</p>}
    </>
  );
}

function Verdict({ part: { status, verdict } }: { part: SignPart }) {
  const { t } = useTranslation('sharing');
  if (status === 'withdrawn') {
    return (
      <Mark colour="grey" icon="stop" plain>
        {t('signing.withdrawn')}
      </Mark>
    );
  }
  if (verdict === null) {
    return (
      <Mark colour="grey" icon="none" plain>
        {t('signing.waiting')}
      </Mark>
    );
  }
  return verdict === 'agree' ? (
    <Mark colour="green" icon="done" plain>
      {t('signing.agree')}
    </Mark>
  ) : (
    <Mark colour="red" icon="stop" plain>
      {t('signing.reject')}
    </Mark>
  );
}

function SignForm({ task, onDone }: { task: Task; onDone: () => Promise<void> }) {
  const { t } = useTranslation('sharing');
  const id = useId();
  const [comment, setComment] = useState('');
  const [wasMissing, setWasMissing] = useState(false);
  const isMissing = wasMissing && comment.trim() === '';
  const signing = useCommand({
    run: (input: SharingCommand, key) => share(input, key),
    makesOld: ['tasks', 'cases', 'findings'],
    onDone: () => {
      message.success(t('done.sign'));
      return onDone();
    },
  });
  const send = (verdict: 'agree' | 'reject') => {
    const said = comment.trim();
    setWasMissing(verdict === 'reject' && said === '');
    if (verdict === 'reject' && said === '') return document.getElementById(id)?.focus();
    const { version } = task;
    const words = said === '' ? {} : { comment: said };
    return signing.mutate({ id: task.id, version, verb: 'sign', verdict, ...words });
  };
  return (
    <div className="stack sign-form">
      <div className="field opinion">
        <label htmlFor={id} className="field-label">
          {t('signing.comment')}
        </label>
        <Input.TextArea
          id={id}
          {...growing(2)}
          maxLength={2000}
          value={comment}
          placeholder={t('signing.commentHelp')}
          {...(isMissing ? { status: 'error' as const } : {})}
          aria-describedby={`${id}-wrong`}
          onChange={(event) => setComment(event.target.value)}
        />
        <span id={`${id}-wrong`} className="field-wrong" role="alert">
          {isMissing && t('signing.commentRequired')}
        </span>
      </div>
      {signing.error && <Failure error={signing.error} />}
      <div className="ways">
        <Button type="primary" loading={signing.isPending} onClick={() => send('agree')}>
          {t('signing.agree')}
        </Button>
        <Button danger disabled={signing.isPending} onClick={() => send('reject')}>
          {t('signing.reject')}
        </Button>
      </div>
    </div>
  );
}
