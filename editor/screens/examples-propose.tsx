/** The proposal of examples: a title and the reason. */
import { useNavigate } from '@tanstack/react-router';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { type Draft, type Proposal, proposeDraft } from '../api/drafts.ts';
import { Refusal } from '../api/refusal.ts';
import { Failure, ProblemList } from '../display/failure.tsx';
import { TextField } from '../display/text-field.tsx';

interface ProposeExamplesProps {
  draft: Draft;
  onClose: () => void;
}

export function ProposeExamples({ draft, onClose }: ProposeExamplesProps) {
  const { t } = useTranslation(['editor', 'display']);
  const [words, setWords] = useState({ title: '', reason: '' });
  const [isAsked, setIsAsked] = useState(false);
  const navigate = useNavigate();
  const propose = useCommand({
    run: (proposal: Proposal, key) => proposeDraft(proposal, key),
    makesOld: ['changes', 'definitions', 'drafts'],
    onDone: ({ id }) => navigate({ to: '/changes/$id', params: { id }, search: {} }),
  });
  const isWhole = words.title.trim() !== '' && words.reason.trim() !== '';
  const submit = () => {
    setIsAsked(true);
    if (isWhole) propose.mutate({ id: draft.id, ...words });
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
        <TextField
          label={t('propose.name')}
          most={200}
          value={words.title}
          onChange={(title) => setWords({ ...words, title })}
        />
        <TextField
          label={t('propose.reason')}
          most={4000}
          rows={3}
          value={words.reason}
          onChange={(reason) => setWords({ ...words, reason })}
        />
        {isAsked && !isWhole && (
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
