/** The bar above a draft of an indicator or scorecard: undo, what is wrong, what is saved, the proposal. */
import { ArrowLeftOutlined } from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { Objectish } from 'immer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type {
  IndicatorDefinition,
  ScorecardDefinition,
} from '@flowmeter/engine/definition/indicator.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { usePageTitle } from '../display/page.tsx';
import type { Check } from '../panels/use-check.ts';
import { useSay } from '../words/say.ts';
import { DraftMenu } from './draft-menu.tsx';
import { ProposeDialog } from './draft-propose.tsx';
import type { Session } from './draft-session.ts';
import { CheckButton, DraftTitle, UndoButtons } from './draft-tools.tsx';
import type { Saving } from './draft-use-saving.ts';
import { useAlsoExamples } from './rules-also.ts';
import type { ShelvedBeginning } from './rules-visit.ts';

interface FigureHeadProps<D extends Objectish, E> {
  beginning: ShelvedBeginning<D>;
  definition: IndicatorDefinition | ScorecardDefinition;
  examples: ExamplesDefinition | null;
  pack: Pack;
  session: Session<D, E>;
  saving: Saving;
  check: Check;
  hasProblems: boolean;
  onProblems: (isOpen: boolean) => void;
}

export function FigureHead<D extends Objectish, E>(props: FigureHeadProps<D, E>) {
  const { beginning, definition, session, saving, check, hasProblems, onProblems } = props;
  const { t } = useTranslation(['figures', 'editor']);
  const say = useSay();
  const navigate = useNavigate();
  const [isProposing, setIsProposing] = useState(false);
  const also = useAlsoExamples(beginning.shelf, props.examples);
  usePageTitle(t('editor:title', { name: say(definition.name) }));
  return (
    <header className="editor-head">
      <Link to="/scorecards" className="icon-link" aria-label={t('back')}>
        <ArrowLeftOutlined aria-hidden />
      </Link>
      <DraftTitle name={say(definition.name)} saving={saving} />
      <div className="editor-tools" role="toolbar" aria-label={t('editor:tools')}>
        <UndoButtons session={session} />
        <CheckButton check={check} isOpen={hasProblems} onClick={() => onProblems(!hasProblems)} />
        <DraftMenu
          draft={beginning.draft}
          definition={definition}
          saving={saving}
          leave={() => navigate({ to: '/scorecards' })}
        />
        <Button type="primary" onClick={() => setIsProposing(true)}>
          {t('editor:propose.open')}
        </Button>
      </div>
      {isProposing && (
        <ProposeDialog
          draft={beginning.draft}
          definition={definition}
          pack={props.pack}
          saving={saving}
          check={check}
          also={also}
          help={t('proposeHelp')}
          onProblems={() => {
            setIsProposing(false);
            onProblems(true);
          }}
          onClose={() => setIsProposing(false)}
        />
      )}
    </header>
  );
}
