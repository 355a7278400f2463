/** Begins a draft of an indicator or scorecard, or goes on with one's own; for process owners. */
import { EditOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { beginDraft } from '../api/drafts.ts';
import { useFailureWords } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { useIsOwner } from './flows-edit.tsx';

interface EditFigureProps {
  kind: 'indicator' | 'scorecard';
  id: string;
}

/** Nothing for those who may not change them. */
export function EditFigure({ kind, id }: EditFigureProps) {
  const { t } = useTranslation('scores');
  const navigate = useNavigate();
  const failureWords = useFailureWords();
  const begin = useCommand({
    run: (wanted: string, key) => beginDraft({ kind, id: wanted }, key),
    makesOld: ['definitions', 'drafts'],
    onDone: (draft) => navigate({ to: '/drafts/$id', params: { id: draft.id }, search: {} }),
  });
  if (!useIsOwner()) return null;
  return (
    <Button
      icon={<EditOutlined aria-hidden />}
      loading={begin.isPending}
      onClick={() => begin.mutate(id, { onError: (error) => message.error(failureWords(error)) })}
    >
      {t(`edit.${kind}`)}
    </Button>
  );
}
