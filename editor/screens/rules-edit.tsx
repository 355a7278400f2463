/** Begins a draft of a definition, or goes on with one's own; for process owners. */
import { EditOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { useCommand } from '../api/command.ts';
import { beginDraft, type Draftable } from '../api/drafts.ts';
import { useFailureWords } from '../display/failure.tsx';
import { message } from '../display/message.tsx';
import { useSay } from '../words/say.ts';
import { useIsOwner } from './flows-edit.tsx';

interface EditRulesProps {
  kind: Draftable;
  definition: { id: string; name: Localized; draft_id: string | null };
  /** The rule that is looked at, to be opened there too. */
  rule?: string | undefined;
  isPrimary?: boolean;
  /** Which of several it is. */
  label?: Localized | undefined;
}

/** Nothing for those who may not change rules. */
export function EditRules({ kind, definition, rule, isPrimary = false, label }: EditRulesProps) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const navigate = useNavigate();
  const failureWords = useFailureWords();
  const begin = useCommand({
    run: (id: string, key) => beginDraft({ kind, id }, key),
    makesOld: ['definitions', 'drafts'],
    onDone: ({ id }) => navigate({ to: '/drafts/$id', params: { id }, search: { rule } }),
  });
  if (!useIsOwner()) return null;
  const verb = definition.draft_id === null ? 'begin' : 'continue';
  const edit = () =>
    begin.mutate(definition.id, { onError: (error) => message.error(failureWords(error)) });
  return (
    <Button
      type={isPrimary ? 'primary' : 'default'}
      size={isPrimary ? 'middle' : 'small'}
      icon={<EditOutlined aria-hidden />}
      loading={begin.isPending}
      aria-label={t(`edit.${verb}Of`, { name: say(definition.name) })}
      onClick={edit}
    >
      {label === undefined ? t(`edit.${verb}`) : t(`edit.${verb}Of`, { name: say(label) })}
    </Button>
  );
}
