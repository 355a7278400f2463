/** Asks what a new definition is called, and what else it cannot begin without; its draft is opened. */
import {
  type QueryClient,
  useQuery,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Modal, Select } from 'antd';
import { type SyntheticEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { useCommand } from '../api/command.ts';
import { allDefinitions, definitionList } from '../api/definitions.ts';
import { beginDraft, type Draft, readDrafts, saveDraft } from '../api/drafts.ts';
import { organisation } from '../api/organisation.ts';
import { session } from '../api/session.ts';
import { Failure } from '../display/failure.tsx';
import { useFirstField } from '../display/first-field.ts';
import { TextField } from '../display/text-field.tsx';
import { blankOf, type NewKind, wantsOf } from '../document/blank.ts';
import { isFactId } from '../document/facts/document.ts';
import { useSay } from '../words/say.ts';

interface NewDialogProps {
  kind: NewKind;
  onClose: () => void;
}

interface Said extends Localized {
  id: string;
  about: string | undefined;
}

export function NewDialog({ kind, onClose }: NewDialogProps) {
  const { t } = useTranslation(['begin', 'display']);
  const form = useId();
  const { place, afterOpenChange } = useFirstField<HTMLFormElement>();
  const navigate = useNavigate();
  const client = useQueryClient();
  const about = useFirstAbout(kind);
  const [said, setSaid] = useState<Said>({ id: '', zh: '', en: '', about });
  const [isAsked, setIsAsked] = useState(false);
  const [taken, setTaken] = useState<string>();
  const wrong = wrongOf(kind, said, taken);
  const begin = useCommand({
    run: (asked: Said, key) => begun(client, kind, asked, key),
    makesOld: ['definitions', 'drafts'],
    onDone: (draft) => {
      if (draft === undefined) return setTaken(said.id);
      void navigate({ to: '/drafts/$id', params: { id: draft.id }, search: {} });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (wrong === undefined) begin.mutate(said);
  };
  return (
    <Modal
      open
      title={t(`title.${kind}`)}
      afterOpenChange={afterOpenChange}
      onCancel={onClose}
      okText={t('submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ htmlType: 'submit', form, loading: begin.isPending }}
    >
      <form id={form} className="stack" ref={place} onSubmit={submit}>
        <Fields kind={kind} said={said} onSay={setSaid} />
        {isAsked && wrong !== undefined && (
          <p className="field-wrong" role="alert">
            {t(`wrong.${wrong}`)}
          </p>
        )}
        {begin.error && <Failure error={begin.error} />}
      </form>
    </Modal>
  );
}

interface FieldsProps {
  kind: NewKind;
  said: Said;
  onSay: (said: Said) => void;
}

function Fields({ kind, said, onSay }: FieldsProps) {
  const { t } = useTranslation('begin');
  const wants = wantsOf(kind);
  const text = (key: 'id' | 'zh' | 'en', most: number, help?: string) => (
    <TextField
      label={t(key)}
      most={most}
      value={said[key]}
      onChange={(typed) => onSay({ ...said, [key]: typed })}
      {...(help === undefined ? {} : { help })}
    />
  );
  const about = {
    value: said.about,
    onChange: (chosen: string) => onSay({ ...said, about: chosen }),
  };
  return (
    <>
      {text('zh', 200)}
      {text('en', 200)}
      {text('id', 64, t('idHelp'))}
      {wants === 'owner' && <OwnerField {...about} />}
      {wants === 'record' && <RecordField {...about} />}
    </>
  );
}

interface AboutProps {
  value: string | undefined;
  onChange: (chosen: string) => void;
}

function OwnerField(props: AboutProps) {
  const { t } = useTranslation('begin');
  const { data } = useQuery(organisation);
  return <ChooseField label={t('owner')} options={data?.posts ?? []} {...props} />;
}

function RecordField(props: AboutProps) {
  const { t } = useTranslation('begin');
  const { data } = useQuery(definitionList('record'));
  return <ChooseField label={t('record')} options={data?.rows ?? []} {...props} />;
}

interface ChooseFieldProps extends AboutProps {
  label: string;
  options: readonly { id: string; name: Localized }[];
}

function ChooseField({ label, options, value, onChange }: ChooseFieldProps) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        value={value ?? null}
        options={options.map((one) => ({ value: one.id, label: say(one.name) }))}
        onChange={onChange}
      />
    </div>
  );
}

/** A flow is as a rule the matter of whoever begins it. */
function useFirstAbout(kind: NewKind): string | undefined {
  const { data: user } = useSuspenseQuery(session);
  return wantsOf(kind) === 'owner' ? user?.posts[0] : undefined;
}

function wrongOf(kind: NewKind, said: Said, taken: string | undefined) {
  const { id, zh, en, about } = said;
  if (zh.trim() === '' || en.trim() === '') return 'name';
  if (!isFactId(id)) return 'id';
  if (taken === id) return 'taken';
  return about === undefined ? wantsOf(kind) : undefined;
}

/** Undefined where the id is taken, in force or by a draft of one's own, which would be written over. */
async function begun(
  client: QueryClient,
  kind: NewKind,
  said: Said,
  key: string,
): Promise<Draft | undefined> {
  const { id, zh, en, about = '' } = said;
  const [inForce, drafts] = await Promise.all([client.fetchQuery(allDefinitions), readDrafts()]);
  const isTaken =
    inForce.rows.some((one) => one.kind === kind && one.id === id) ||
    drafts.some((one) => one.kind === kind && one.definition_id === id && isBegun(one));
  if (isTaken) return undefined;
  const draft = await beginDraft({ kind, id }, key);
  const content = blankOf(kind, { id, name: { zh: zh.trim(), en: en.trim() }, about });
  return saveDraft(draft.id, { content: { ...content }, layout: null }, draft.revision);
}

/** Where saving failed after it was begun, a draft says nothing but its kind and id: it is gone on with. */
function isBegun({ content }: Draft): boolean {
  return 'name' in content;
}
