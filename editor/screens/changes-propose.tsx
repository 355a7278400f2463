/** Several drafts of the person become one change: chosen, named, timed. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { definitionKinds } from '@flowmeter/engine/definition/kinds.ts';
import { proposeTogether } from '../api/changes.ts';
import { useCommand } from '../api/command.ts';
import { type Draft, draftList } from '../api/drafts.ts';
import { Refusal } from '../api/refusal.ts';
import { Answered } from '../display/answered.tsx';
import { Failure, ProblemList } from '../display/failure.tsx';
import { useFormat } from '../display/format.ts';
import { useSay } from '../words/say.ts';
import { isWhole, type ProposalWords, ProposeWords } from './propose-words.tsx';

interface ProposeTogetherProps {
  /** Those that are chosen to begin with. */
  first?: readonly string[];
  onClose: () => void;
}

const nothing: readonly string[] = [];

export function ProposeTogether({ first = nothing, onClose }: ProposeTogetherProps) {
  const { t } = useTranslation(['changes', 'editor', 'display']);
  const [words, setWords] = useState<ProposalWords>({ title: '', reason: '' });
  const [chosen, setChosen] = useState<string[]>([...first]);
  const [isAsked, setIsAsked] = useState(false);
  const navigate = useNavigate();
  const propose = useCommand({
    run: (said: ProposalWords & { drafts: string[] }, key) => proposeTogether(said, key),
    makesOld: ['changes', 'definitions', 'drafts'],
    onDone: ({ id }) => navigate({ to: '/changes/$id', params: { id }, search: {} }),
  });
  const isReady = isWhole(words) && chosen.length > 0;
  const submit = () => {
    setIsAsked(true);
    if (isReady) propose.mutate({ ...words, drafts: chosen });
  };
  const problems = propose.error instanceof Refusal ? propose.error.problems : [];
  return (
    <Modal
      open
      width={640}
      title={t('propose.title')}
      onCancel={onClose}
      onOk={submit}
      okText={t('editor:propose.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ loading: propose.isPending }}
    >
      <div className="stack">
        <p className="quiet">{t('propose.help')}</p>
        <Drafts chosen={chosen} onChange={setChosen} />
        <ProposeWords words={words} onChange={setWords} />
        {isAsked && !isReady && (
          <p className="field-wrong" role="alert">
            {t('propose.required')}
          </p>
        )}
        {problems.length > 0 ? (
          <ProblemList problems={problems} />
        ) : (
          propose.error && <Failure error={propose.error} />
        )}
      </div>
    </Modal>
  );
}

interface DraftsProps {
  chosen: string[];
  onChange: (ids: string[]) => void;
}

function Drafts({ chosen, onChange }: DraftsProps) {
  const { t } = useTranslation('changes');
  const query = useQuery(draftList);
  return (
    <fieldset className="field drafts-chosen">
      <legend className="field-label">{t('propose.drafts')}</legend>
      <Answered query={query} rows={3}>
        {({ rows }) => {
          if (rows.length === 0) return <p className="quiet">{t('propose.noDrafts')}</p>;
          return (
            <Checkbox.Group
              value={chosen}
              onChange={onChange}
              options={rows.map((draft) => ({
                value: draft.id,
                label: <DraftName draft={draft} />,
              }))}
            />
          );
        }}
      </Answered>
    </fieldset>
  );
}

function DraftName({ draft }: { draft: Draft }) {
  const { t } = useTranslation('changes');
  const say = useSay();
  const format = useFormat();
  const name = nameIn(draft.content) ?? { zh: draft.definition_id, en: draft.definition_id };
  const kind = Object.entries(definitionKinds).find(([key]) => key === draft.kind)?.[1].name;
  return (
    <span className="row-link">
      <span>{say(name)}</span>
      <span className="row-step">
        {say(kind)} · {t('propose.edited', { at: format.instant(draft.updated_at) })}
      </span>
    </span>
  );
}

/** A draft may be unfinished. */
function nameIn({ name }: Draft['content']): { zh: string; en: string } | undefined {
  const isName = typeof name === 'object' && name !== null && 'zh' in name && 'en' in name;
  return isName ? { zh: String(name.zh), en: String(name.en) } : undefined;
}
