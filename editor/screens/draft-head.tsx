/** The bar above a draft of one definition: undo, what is wrong, what is saved, and the proposal. */
import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { Draft } from '../api/drafts.ts';
import { usePageTitle } from '../display/page.tsx';
import type { Check } from '../panels/use-check.ts';
import { useSay } from '../words/say.ts';
import { DraftMenu } from './draft-menu.tsx';
import { type AlsoProposed, ProposeDialog } from './draft-propose.tsx';
import type { Session } from './draft-session.ts';
import { CheckButton, DraftTitle, UndoButtons } from './draft-tools.tsx';
import type { Saving } from './draft-use-saving.ts';

interface DraftHeadProps<D, E> {
  draft: Draft;
  /** What is on the screen. */
  definition: Definition & { name: Localized };
  pack: Pack;
  session: Session<D, E>;
  saving: Saving;
  check: Check;
  /** What is proposed with it. */
  also?: AlsoProposed | undefined;
  /** What follows from the proposal. */
  help: string;
  /** Is the list of problems open? */
  hasProblems: boolean;
  onProblems: (isOpen: boolean) => void;
  backLabel: string;
  /** Goes to where the draft is no longer seen. */
  leave: () => unknown;
  /** Tools of this kind of definition. */
  children?: ReactNode;
}

export function DraftHead<D, E>(props: DraftHeadProps<D, E>) {
  const { draft, definition, session, saving, check, hasProblems, onProblems, leave } = props;
  const { t } = useTranslation('editor');
  const say = useSay();
  usePageTitle(t('title', { name: say(definition.name) }));
  return (
    <header className="editor-head">
      <Button
        type="text"
        icon={<ArrowLeftOutlined aria-hidden />}
        aria-label={props.backLabel}
        onClick={() => void leave()}
      />
      <DraftTitle name={say(definition.name)} saving={saving} />
      <div className="editor-tools" role="toolbar" aria-label={t('tools')}>
        <UndoButtons session={session} />
        {props.children}
        <CheckButton check={check} isOpen={hasProblems} onClick={() => onProblems(!hasProblems)} />
        <DraftMenu draft={draft} definition={definition} saving={saving} leave={leave} />
        <Propose {...props} />
      </div>
    </header>
  );
}

function Propose<D, E>(props: DraftHeadProps<D, E>) {
  const { draft, definition, pack, saving, check, also, help, onProblems } = props;
  const { t } = useTranslation('editor');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setIsOpen(true)}>
        {t('propose.open')}
      </Button>
      {isOpen && (
        <ProposeDialog
          draft={draft}
          definition={definition}
          pack={pack}
          saving={saving}
          check={check}
          also={also}
          help={help}
          onProblems={() => {
            setIsOpen(false);
            onProblems(true);
          }}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
