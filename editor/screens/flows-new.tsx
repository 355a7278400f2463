/** A new flow: its id, its name and who answers for it; the draft is opened. For process owners. */
import { PlusOutlined } from '@ant-design/icons';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Modal, Select } from 'antd';
import { type SyntheticEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { stepKinds } from '@flowmeter/engine/steps/registry.ts';
import { useCommand } from '../api/command.ts';
import { beginDraft, type Draft, saveDraft } from '../api/drafts.ts';
import { organisation } from '../api/organisation.ts';
import { session } from '../api/session.ts';
import { Failure } from '../display/failure.tsx';
import { TextField } from '../display/text-field.tsx';
import { useSay } from '../words/say.ts';
import { useIsOwner } from './flows-edit.tsx';

/** Nothing for those who may not change flows. */
export function NewFlow({ taken }: { taken: ReadonlySet<string> }) {
  const { t } = useTranslation('flows');
  const [isOpen, setIsOpen] = useState(false);
  if (!useIsOwner()) return null;
  return (
    <>
      <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setIsOpen(true)}>
        {t('new.open')}
      </Button>
      {isOpen && <NewDialog taken={taken} onClose={() => setIsOpen(false)} />}
    </>
  );
}

interface Said extends Localized {
  id: string;
  owner: string | undefined;
}

function NewDialog({ taken, onClose }: { taken: ReadonlySet<string>; onClose: () => void }) {
  const { t } = useTranslation(['flows', 'display']);
  const form = useId();
  const navigate = useNavigate();
  const { data: user } = useSuspenseQuery(session);
  const [said, setSaid] = useState<Said>({ id: '', zh: '', en: '', owner: user?.posts[0] });
  const [isAsked, setIsAsked] = useState(false);
  const wrong = wrongOf(said, taken);
  const begin = useCommand({
    run: begun,
    makesOld: ['definitions', 'drafts'],
    onDone: ({ id }) => navigate({ to: '/drafts/$id', params: { id }, search: {} }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (wrong === undefined) begin.mutate(said);
  };
  return (
    <Modal
      open
      title={t('new.title')}
      onCancel={onClose}
      okText={t('new.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ htmlType: 'submit', form, loading: begin.isPending }}
    >
      <form id={form} className="stack" ref={focusFirst} onSubmit={submit}>
        <Fields said={said} onSay={setSaid} />
        {isAsked && wrong !== undefined && (
          <p className="field-wrong" role="alert">
            {t(`new.wrong.${wrong}`)}
          </p>
        )}
        {begin.error && <Failure error={begin.error} />}
      </form>
    </Modal>
  );
}

function Fields({ said, onSay }: { said: Said; onSay: (said: Said) => void }) {
  const { t } = useTranslation('flows');
  const say = useSay();
  const owner = useId();
  const { data: org } = useQuery(organisation);
  const posts = org?.posts ?? [];
  const text = (key: 'id' | 'zh' | 'en', most: number, help?: string) => (
    <TextField
      label={t(`new.${key}`)}
      most={most}
      value={said[key]}
      onChange={(typed) => onSay({ ...said, [key]: typed })}
      {...(help === undefined ? {} : { help })}
    />
  );
  return (
    <>
      {text('zh', 200)}
      {text('en', 200)}
      {text('id', 64, t('new.idHelp'))}
      <div className="field">
        <label className="field-label" htmlFor={owner}>
          {t('new.owner')}
        </label>
        <Select
          id={owner}
          showSearch={{ optionFilterProp: 'label' }}
          value={said.owner}
          options={posts.map(({ id, name }) => ({ value: id, label: say(name) }))}
          onChange={(post) => onSay({ ...said, owner: post })}
        />
      </div>
    </>
  );
}

/** The person has just asked to type here. */
function focusFirst(form: HTMLFormElement | null): void {
  form?.querySelector('input')?.focus();
}

function wrongOf({ id, zh, en, owner }: Said, taken: ReadonlySet<string>) {
  if (zh.trim() === '' || en.trim() === '') return 'name';
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(id)) return 'id';
  if (taken.has(id)) return 'taken';
  return owner === undefined ? 'owner' : undefined;
}

/** It has a start; the rest is drawn. */
async function begun({ id, zh, en, owner = '' }: Said, key: string): Promise<Draft> {
  const draft = await beginDraft({ kind: 'flow', id }, key);
  const content: FlowDefinition = {
    kind: 'flow',
    id,
    name: { zh: zh.trim(), en: en.trim() },
    owner_post: owner,
    limits: [],
    audits: { after: [] },
    outcomes: [],
    steps: {
      start: { kind: 'start', name: stepKinds.start.name, form: [], posts: [], routes: [] },
    },
  };
  return saveDraft(draft.id, { content, layout: null }, draft.revision);
}
