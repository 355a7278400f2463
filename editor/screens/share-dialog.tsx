/** A dialog for what is done with a task besides completing it: whom, when, why. */
import { useQuery } from '@tanstack/react-query';
import { Input, Modal, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { candidates, share, type SharingCommand } from '../api/sharing.ts';
import { Failure } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { useSay } from '../words/say.ts';
import { growing } from '../display/growing.ts';

/** What a dialog can be about. Handing back is done with the form; recalling is handing back to oneself. */
export type ShareAction =
  | 'transfer'
  | 'delegate'
  | 'add_signer'
  | 'copy'
  | 'urge'
  | 'reassign'
  | 'withdraw'
  | 'recall';

/** What each asks for. */
const shapes: Record<ShareAction, { whom: 'one' | 'some' | 'perhaps' | 'nobody'; when?: true }> = {
  transfer: { whom: 'one' },
  delegate: { whom: 'one' },
  add_signer: { whom: 'some', when: true },
  copy: { whom: 'some' },
  urge: { whom: 'nobody' },
  reassign: { whom: 'perhaps' },
  withdraw: { whom: 'nobody' },
  recall: { whom: 'nobody' },
};

interface ShareDialogProps {
  action: ShareAction;
  /** The task, at the version that the person was looking at. */
  task: { id: string; version: number };
  /** Is it signed by several? Signers are then added beside one's own part. */
  isSigned?: boolean;
  /** The part of a signing that is reassigned. */
  part?: number | undefined;
  onClose: () => void;
  onDone?: () => void;
}

/** What has been entered so far. */
interface Entered {
  people: string[];
  when: 'before' | 'after';
  text: string;
}

export function ShareDialog({ action, task, isSigned, part, onClose, onDone }: ShareDialogProps) {
  const { t } = useTranslation(['sharing', 'display']);
  const [isOpen, setIsOpen] = useState(true);
  const [entered, setEntered] = useState<Entered>({ people: [], when: 'before', text: '' });
  const { whom, when } = shapes[action];
  const sending = useCommand({
    run: (input: SharingCommand, key) => share(input, key),
    makesOld: ['tasks', 'cases'],
    onDone: () => {
      message.success(t(`done.${action}`));
      setIsOpen(false);
      onDone?.();
    },
  });
  const isNamed = whom === 'nobody' || whom === 'perhaps' || entered.people.length > 0;
  const isComplete = isNamed && (action === 'copy' || entered.text.trim() !== '');
  const set = (more: Partial<Entered>) => setEntered((old) => ({ ...old, ...more }));
  return (
    <Modal
      open={isOpen}
      title={t(`action.${action}`)}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
      onOk={() => sending.mutate(commandOf(action, task, entered, part))}
      okText={t(`action.${action}`)}
      cancelText={t('display:cancel')}
      okButtonProps={{ disabled: !isComplete, loading: sending.isPending }}
    >
      <div className="stack">
        <p className="quiet">{t(`help.${action}`)}</p>
        {whom !== 'nobody' && (
          <People
            action={action as NamingAction}
            id={task.id}
            part={part}
            entered={entered}
            set={set}
          />
        )}
        {when && <When isSigned={isSigned ?? false} entered={entered} set={set} />}
        <Why action={action} isFirst={whom === 'nobody'} entered={entered} set={set} />
        {sending.error && <Failure error={sending.error} />}
      </div>
    </Modal>
  );
}

type NamingAction = Exclude<ShareAction, 'urge' | 'withdraw' | 'recall'>;

interface PartProps {
  entered: Entered;
  set: (more: Partial<Entered>) => void;
}

function People({
  action,
  id,
  part,
  entered,
  set,
}: PartProps & { action: NamingAction; id: string; part: number | undefined }) {
  const { t } = useTranslation('sharing');
  const say = useSay();
  const field = useId();
  // The list would cover the rest of the dialog while people are chosen one by one.
  const [isOpen, setIsOpen] = useState(false);
  const { data, error, isPending } = useQuery(candidates(id, action, part));
  const { whom } = shapes[action];
  const isMany = whom === 'some';
  const options = data?.map(
    (one): PersonOption => ({
      value: one.id,
      label: say(one.name),
      about: [say(one.unit.name), ...one.posts.map((post) => say(post.name))].join(' · '),
    }),
  );
  return (
    <div className="field">
      <label htmlFor={field} className="field-label">
        {t(isMany ? 'people' : 'person')}
      </label>
      <Select
        id={field}
        autoFocus
        {...(isMany ? { mode: 'multiple' as const } : {})}
        open={isOpen}
        onOpenChange={setIsOpen}
        onSelect={() => setIsOpen(false)}
        allowClear={whom === 'perhaps'}
        showSearch={{ optionFilterProp: 'label' }}
        loading={isPending}
        value={isMany ? entered.people : (entered.people[0] ?? null)}
        placeholder={t(isMany ? 'choosePeople' : whom === 'perhaps' ? 'anybody' : 'choosePerson')}
        notFoundContent={isPending ? null : t('nobodyFits')}
        options={options ?? []}
        optionRender={personOption}
        onChange={(chosen: string | string[] | null | undefined) =>
          set({ people: [chosen ?? []].flat() })
        }
      />
      {error && <Failure error={error} />}
    </div>
  );
}

interface PersonOption {
  value: string;
  label: string;
  /** Unit and posts. */
  about: string;
}

function personOption({ data: { label, about } }: { data: PersonOption }) {
  return (
    <span className="person-option">
      <span>{label}</span>
      <span className="quiet">{about}</span>
    </span>
  );
}

function When({ isSigned, entered, set }: PartProps & { isSigned: boolean }) {
  const { t } = useTranslation('sharing');
  const label = useId();
  return (
    <div className="field">
      <span id={label} className="field-label">
        {t('when')}
      </span>
      <Radio.Group
        aria-labelledby={label}
        optionType="button"
        value={entered.when}
        options={(['before', 'after'] as const).map((value) => ({
          value,
          label: t(isSigned ? `whenBeside.${value}` : `whenOf.${value}`),
        }))}
        onChange={(event) => set({ when: event.target.value as Entered['when'] })}
      />
    </div>
  );
}

function Why({
  action,
  isFirst,
  entered,
  set,
}: PartProps & { action: ShareAction; isFirst: boolean }) {
  const { t } = useTranslation('sharing');
  const field = useId();
  return (
    <div className="field">
      <label htmlFor={field} className="field-label">
        {t(action === 'copy' ? 'note' : 'reason')}
      </label>
      <Input.TextArea
        id={field}
        autoFocus={isFirst}
        {...growing(2)}
        maxLength={2000}
        value={entered.text}
        onChange={(event) => set({ text: event.target.value })}
      />
    </div>
  );
}

function commandOf(
  action: ShareAction,
  { id, version }: { id: string; version: number },
  { people, when, text }: Entered,
  part: number | undefined,
): SharingCommand {
  const [to = ''] = people;
  const base = { id, version };
  switch (action) {
    case 'transfer':
    case 'delegate':
      return { ...base, verb: action, to, reason: text };
    case 'reassign':
      return {
        ...base,
        verb: action,
        reason: text,
        ...(to === '' ? {} : { to }),
        ...(part === undefined ? {} : { part }),
      };
    case 'add_signer':
      return { ...base, verb: action, when, persons: people, reason: text };
    case 'copy':
      return {
        ...base,
        verb: action,
        persons: people,
        ...(text.trim() === '' ? {} : { note: text }),
      };
    case 'recall':
      return { ...base, verb: 'hand_back', comment: text };
    case 'urge':
    case 'withdraw':
      return { ...base, verb: action, reason: text };
    default:
      return action satisfies never;
  }
}
