/** The id of a fact: free while nothing is in force under it; else renamed knowingly. */
import { EditOutlined } from '@ant-design/icons';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { TextField } from '../../display/text-field.tsx';
import { isFactId } from '../../document/facts/document.ts';
import { useSay } from '../../words/say.ts';
import { Field } from '../inputs/field.tsx';
import { TextInput } from '../inputs/text-input.tsx';
import { Tool } from '../inputs/tool.tsx';
import { useFactsDesk } from './desk.ts';
import { FactUseList } from './fact-use-list.tsx';
import { Breaks } from './remove-dialog.tsx';

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

interface RenameDialogProps {
  id: string;
  fact: Fact;
  onRename: (to: string) => void;
  onClose: () => void;
}

/** Says what speaks of the old id before anything is changed. */
function RenameDialog({ id, fact, onRename, onClose }: RenameDialogProps) {
  const { t } = useTranslation(['facts', 'display']);
  const say = useSay();
  const { uses } = useFactsDesk();
  const isFree = useIsFree(id);
  const [to, setTo] = useState(id);
  const used = uses.get(id) ?? [];
  const rename = () => {
    onRename(to);
    onClose();
  };
  return (
    <Modal
      open
      title={t('rename.title', { name: say(fact.name) })}
      onCancel={onClose}
      onOk={rename}
      okText={t('rename.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ disabled: to === id || !isFree(to), danger: used.length > 0 }}
    >
      <div className="stack">
        <TextField
          label={t('rename.to')}
          help={isFree(to) ? t('field.idHelp') : t('field.idWrong')}
          most={64}
          value={to}
          onChange={setTo}
        />
        <Breaks count={used.length} words={t('rename.breaks', { n: used.length })} />
        {used.length > 0 && <FactUseList uses={used} />}
        <p className="quiet">{t('rename.cases')}</p>
      </div>
    </Modal>
  );
}
