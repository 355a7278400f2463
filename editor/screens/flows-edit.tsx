/** Begins a draft of a flow, or goes on with one's own; for process owners. */
import { EditOutlined } from '@ant-design/icons';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import type { DefinitionRow } from '../api/definitions.ts';
import { beginDraft } from '../api/drafts.ts';
import { hasRole, session } from '../api/session.ts';
import { useFailureWords } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { useSay } from '../words/say.ts';

export function useIsOwner(): boolean {
  const { data: user } = useSuspenseQuery(session);
  return user !== null && hasRole(user, ['owner']);
}

type Editable = Pick<DefinitionRow, 'id' | 'name' | 'draft_id'>;

/** Nothing for those who may not change flows. */
export function EditFlow({ flow, isPrimary = false }: { flow: Editable; isPrimary?: boolean }) {
  const { t } = useTranslation('flows');
  const say = useSay();
  const navigate = useNavigate();
  const failureWords = useFailureWords();
  const begin = useCommand({
    run: (id: string, key) => beginDraft({ kind: 'flow', id }, key),
    makesOld: ['definitions', 'drafts'],
    onDone: ({ id }) => navigate({ to: '/drafts/$id', params: { id } }),
  });
  if (!useIsOwner()) return null;
  const verb = flow.draft_id === null ? 'begin' : 'continue';
  const edit = () =>
    begin.mutate(flow.id, { onError: (error) => message.error(failureWords(error)) });
  return (
    <Button
      type={isPrimary ? 'primary' : 'default'}
      size={isPrimary ? 'middle' : 'small'}
      icon={<EditOutlined aria-hidden />}
      loading={begin.isPending}
      aria-label={t(`edit.${verb}Of`, { name: say(flow.name) })}
      onClick={edit}
    >
      {t(`edit.${verb}`)}
    </Button>
  );
}
