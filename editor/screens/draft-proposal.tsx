/** The proposal: what it changes, in sentences, a title and the reason. Fetched when it is opened. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Modal } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { diff } from '@flowmeter/engine/definition/diff.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { useCommand } from '../api/command.ts';
import { type Proposal, proposeDraft } from '../api/drafts.ts';
import { Refusal } from '../api/refusal.ts';
import { versionOf } from '../api/versions.ts';
import { Failure, ProblemList } from '../display/failure.tsx';
import { useFirstField } from '../display/first-field.ts';
import { countOf } from '../panels/problem-order.ts';
import { useSay } from '../words/say.ts';
import type { Saving } from './draft-use-saving.ts';
import type { AlsoProposed, ProposeDialogProps } from './draft-propose.tsx';
import { isWhole, type ProposalWords, ProposeWords } from './propose-words.tsx';

export function ProposeDialog(props: ProposeDialogProps) {
  const { draft, definition, pack, saving, check, also, onProblems, onClose } = props;
  const { t } = useTranslation(['editor', 'display']);
  const [words, setWords] = useState<ProposalWords>({ title: '', reason: '' });
  const [isAsked, setIsAsked] = useState(false);
  const { place, afterOpenChange } = useFirstField<HTMLDivElement>();
  const own = useSentences(saving.base, definition, pack);
  const others = useOtherSentences(also, pack);
  const sentences = own && [...own, ...others];
  const { errors } = countOf(check.problems);
  const propose = useProposal(saving, own?.length !== 0, others.length > 0 ? also : undefined);
  const isReady = errors === 0 && check.isCurrent && sentences?.length !== 0;
  const submit = () => {
    setIsAsked(true);
    if (isWhole(words) && isReady) propose.mutate({ id: draft.id, ...words });
  };
  return (
    <Modal
      open
      width={640}
      title={t('propose.title')}
      afterOpenChange={afterOpenChange}
      onCancel={onClose}
      onOk={submit}
      okText={t('propose.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ loading: propose.isPending, disabled: !isReady }}
    >
      <div className="stack">
        <p className="quiet">{props.help ?? t('propose.help')}</p>
        {errors > 0 && <Errors count={errors} onProblems={onProblems} />}
        <Changes sentences={sentences} />
        <div className="stack" ref={place}>
          <ProposeWords words={words} onChange={setWords} />
        </div>
        {isAsked && !isWhole(words) && (
          <p className="field-wrong" role="alert">
            {t('propose.required')}
          </p>
        )}
        {propose.error && <Refused error={propose.error} saving={saving} onClose={onClose} />}
      </div>
    </Modal>
  );
}

/** The server has not got what is on the screen: nothing else may be proposed. */
class NotSaved extends Error {}

function useProposal(saving: Saving, hasOwn: boolean, also: AlsoProposed | undefined) {
  const navigate = useNavigate();
  return useCommand({
    run: async (proposal: Proposal, key) => {
      if (!(await saving.flush())) throw new NotSaved();
      const own = hasOwn ? await proposeDraft(proposal, key) : undefined;
      const other = await also?.propose(proposal, `${key}-also`);
      const change = own ?? other;
      if (change === undefined) throw new NotSaved();
      return change;
    },
    makesOld: ['changes', 'definitions', 'drafts'],
    onDone: ({ id }) => {
      saving.giveUp();
      return navigate({ to: '/changes/$id', params: { id }, search: {} });
    },
  });
}

function Errors({ count, onProblems }: { count: number; onProblems: () => void }) {
  const { t } = useTranslation('editor');
  return (
    <Alert
      type="error"
      showIcon
      title={t('propose.errors', { n: count })}
      action={
        <Button size="small" onClick={onProblems}>
          {t('propose.showErrors')}
        </Button>
      }
    />
  );
}

interface RefusedProps {
  error: Error;
  saving: Saving;
  onClose: () => void;
}

function Refused({ error, saving, onClose }: RefusedProps) {
  const { t } = useTranslation('editor');
  if (error instanceof NotSaved) {
    return <Alert type="error" showIcon title={t('propose.notSaved')} />;
  }
  const problems = error instanceof Refusal ? error.problems : [];
  if (problems.some(({ code }) => code === 'change_stale')) {
    const merge = () => {
      onClose();
      saving.merge('version');
    };
    return (
      <Alert
        type="warning"
        showIcon
        role="alert"
        title={t('stale.title')}
        description={t('stale.text')}
        action={
          <Button size="small" onClick={merge}>
            {t('stale.merge')}
          </Button>
        }
      />
    );
  }
  return problems.length > 1 ? <ProblemList problems={problems} /> : <Failure error={error} />;
}

/** What differs in what is proposed along with it. */
function useOtherSentences(also: AlsoProposed | undefined, pack: Pack) {
  const say = useSay();
  const found = useMemo(
    () => (also === undefined ? [] : diff(also.base, also.definition, pack)),
    [also, pack],
  );
  return found.map(({ kind, pointer, sentence }) => ({
    key: `also ${kind} ${pointer}`,
    words: say(sentence),
  }));
}

/** What differs from a version (null: from nothing); undefined until that is known. */
function useSentences(base: string | null, definition: Definition, pack: Pack) {
  const say = useSay();
  const known = useQuery({ ...versionOf(base ?? ''), enabled: base !== null });
  const before = base === null ? null : known.data?.definition;
  const found = useMemo(
    () => (before === undefined ? undefined : diff(before, definition, pack)),
    [before, definition, pack],
  );
  return found?.map(({ kind, pointer, sentence }) => ({
    key: `${kind} ${pointer}`,
    words: say(sentence),
  }));
}

function Changes({ sentences }: { sentences: ReturnType<typeof useSentences> }) {
  const { t } = useTranslation('editor');
  if (sentences === undefined) return null;
  if (sentences.length === 0) return <Alert type="info" showIcon title={t('propose.nothing')} />;
  return (
    <section aria-label={t('propose.changes', { n: sentences.length })}>
      <h2 className="editor-subtitle">{t('propose.changes', { n: sentences.length })}</h2>
      {/* Scrolled by the keyboard too. */}
      <ol className="propose-changes" tabIndex={0}>
        {sentences.map(({ key, words }) => (
          <li key={key}>{words}</li>
        ))}
      </ol>
    </section>
  );
}
