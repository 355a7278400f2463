/** The proposal of examples: a title and the reason. */
import { useNavigate } from '@tanstack/react-router';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { type Draft, type Proposal, proposeDraft } from '../api/drafts.ts';
import { Refusal } from '../api/refusal.ts';
import { Failure, ProblemList } from '../display/failure.tsx';
import { isWhole, type ProposalWords, ProposeWords } from './propose-words.tsx';

interface ProposeExamplesProps {
  draft: Draft;
  onClose: () => void;
}

export function ProposeExamples({ draft, onClose }: ProposeExamplesProps) {
  const { t } = useTranslation(['editor', 'display']);
  const [words, setWords] = useState<ProposalWords>({ title: '', reason: '' });
  const [isAsked, setIsAsked] = useState(false);
  const navigate = useNavigate();
  const propose = useCommand({
    run: (proposal: Proposal, key) => proposeDraft(proposal, key),
    makesOld: ['changes', 'definitions', 'drafts'],
    onDone: ({ id }) => navigate({ to: '/changes/$id', params: { id }, search: {} }),
  });
  const submit = () => {
    setIsAsked(true);
    if (isWhole(words)) propose.mutate({ id: draft.id, ...words });
  };
  const problems = propose.error instanceof Refusal ? propose.error.problems : [];
  return (
    <Modal
      open
      title={t('propose.title')}
      onCancel={onClose}
      onOk={submit}
      okText={t('propose.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ loading: propose.isPending }}
    >
      <div className="stack">
        <ProposeWords words={words} onChange={setWords} />
        {isAsked && !isWhole(words) && (
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
