/** The bar above a draft of a rule set: undo, what is wrong, what is saved, and the proposal. */
import { ArrowLeftOutlined, PlusOutlined } from '@ant-design/icons';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { usePageTitle } from '../display/page.tsx';
import type { RuleEdit } from '../document/rules/commands.ts';
import { firstCondition, newRule, type RulesDocument } from '../document/rules/document.ts';
import type { Outcomes } from '../panels/rules/outcomes.ts';
import { ExamplesMark } from '../panels/rules/rule-examples.tsx';
import type { Check } from '../panels/use-check.ts';
import { useSay } from '../words/say.ts';
import { BacktestButton } from './backtest-run.tsx';
import { DraftMenu } from './draft-menu.tsx';
import { ProposeDialog } from './draft-propose.tsx';
import type { Session } from './draft-session.ts';
import { CheckButton, DraftTitle, UndoButtons } from './draft-tools.tsx';
import type { Saving } from './draft-use-saving.ts';
import { useAlsoExamples } from './rules-also.ts';
import { SetSettings } from './rules-settings.tsx';
import type { RulesBeginning } from './rules-editor.tsx';

const route = getRouteApi('/in/drafts/$id');

interface RulesHeadProps {
  beginning: RulesBeginning;
  document: RulesDocument;
  pack: Pack;
  session: Session<RulesDocument, RuleEdit>;
  saving: Saving;
  check: Check;
  outcomes: Outcomes;
  hasProblems: boolean;
  onProblems: (isOpen: boolean) => void;
}

export function RulesHead(props: RulesHeadProps) {
  const { beginning, document, session, saving, check, outcomes, hasProblems, onProblems } = props;
  const { t } = useTranslation(['rules', 'editor']);
  const say = useSay();
  const navigate = useNavigate();
  const id = beginning.draft.definition_id;
  usePageTitle(t('editor:title', { name: say(document.set.name) }));
  return (
    <header className="editor-head">
      <Link
        to="/rules/$id"
        params={{ id }}
        search={{}}
        className="icon-link"
        aria-label={t('back')}
      >
        <ArrowLeftOutlined aria-hidden />
      </Link>
      <DraftTitle name={say(document.set.name)} saving={saving} />
      <div className="editor-tools" role="toolbar" aria-label={t('editor:tools')}>
        <UndoButtons session={session} />
        <AddRule session={session} />
        <SetSettings set={document.set} pack={props.pack} session={session} />
        <ExamplesMark
          count={outcomes.length}
          failing={outcomes.filter(({ holds }) => !holds).length}
        />
        <BacktestButton
          text
          candidate={async () =>
            (await saving.flush()) ? { draft: beginning.draft.id } : undefined
          }
        />
        <CheckButton check={check} isOpen={hasProblems} onClick={() => onProblems(!hasProblems)} />
        <DraftMenu
          draft={beginning.draft}
          definition={document.set}
          saving={saving}
          leave={() => navigate({ to: '/rules/$id', params: { id }, search: {} })}
        />
        <Propose {...props} />
      </div>
    </header>
  );
}

/** A new rule comes right after the one that is opened, or last; it is opened as a form. */
function AddRule({ session }: Pick<RulesHeadProps, 'session'>) {
  const { t } = useTranslation('rules');
  const { rule: open } = route.useSearch();
  const navigate = useNavigate({ from: '/drafts/$id' });
  const add = () => {
    const { rules } = session.port.read().set;
    const at = rules.findIndex(({ id }) => id === open);
    const index = at < 0 ? rules.length : at + 1;
    const rule = newRule(rules, firstCondition);
    const touched = session.port.perform({ do: 'addRule', args: { index, rule } });
    if (touched === undefined) return;
    void navigate({ search: { rule: rule.id, view: 'form' }, replace: true });
  };
  return (
    <Button type="text" icon={<PlusOutlined aria-hidden />} onClick={add}>
      {t('add')}
    </Button>
  );
}

function Propose({ beginning, document, pack, saving, check, onProblems }: RulesHeadProps) {
  const { t } = useTranslation(['editor', 'rules']);
  const [isOpen, setIsOpen] = useState(false);
  const also = useAlsoExamples(beginning.shelf, document.examples);
  return (
    <>
      <Button type="primary" onClick={() => setIsOpen(true)}>
        {t('propose.open')}
      </Button>
      {isOpen && (
        <ProposeDialog
          draft={beginning.draft}
          definition={document.set}
          pack={pack}
          saving={saving}
          check={check}
          also={also}
          help={t('rules:proposeHelp')}
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
