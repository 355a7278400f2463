/** The id of a fact: free while nothing is in force under it; else renamed knowingly. */
import { EditOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { isFactId } from '../../document/facts/document.ts';
import { Field } from '../inputs/field.tsx';
import { TextInput } from '../inputs/text-input.tsx';
import { Tool } from '../inputs/tool.tsx';
import { useFactsDesk } from './desk.ts';
import { RenameDialog } from './rename-dialog.tsx';

interface FactIdentityProps {
  id: string;
  fact: Fact;
  onOpen: (id: string | undefined) => void;
}

export function FactIdentity({ id, fact, onOpen }: FactIdentityProps) {
  const { t } = useTranslation('facts');
  const { port, inForce } = useFactsDesk();
  const isFree = useIsFree(id);
  const [isAsking, setIsAsking] = useState(false);
  const rename = (to: string, burst?: string) => {
    const touched = port?.perform({ do: 'renameFact', args: { id, to } }, burst);
    if (touched !== undefined) onOpen(to);
  };
  if (inForce.has(id)) {
    return (
      <Field label={t('field.id')} isGroup>
        {() => (
          <span className="fact-id">
            <code>{id}</code>
            <Tool
              label={t('rename.open')}
              icon={<EditOutlined aria-hidden />}
              onClick={() => setIsAsking(true)}
            />
            {isAsking && (
              <RenameDialog
                id={id}
                fact={fact}
                isFree={isFree}
                onRename={rename}
                onClose={() => setIsAsking(false)}
              />
            )}
          </span>
        )}
      </Field>
    );
  }
  return (
    <Field label={t('field.id')} help={t('field.idHelp')}>
      {(tied) => (
        <TextInput
          {...tied}
          value={id}
          accepts={isFree}
          refusal={t('field.idWrong')}
          write={rename}
        />
      )}
    </Field>
  );
}

/** No other fact has it, of this dictionary or another. */
function useIsFree(own: string): (text: string) => boolean {
  const { set, elsewhere } = useFactsDesk();
  return (text) =>
    text === own || (isFactId(text) && !Object.hasOwn(set.facts, text) && !elsewhere.has(text));
}
