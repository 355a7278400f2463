/** The editor of a draft of a scorecard: the goal tree, what the score pays, and what it comes to. */
import '../theme/editor.css';
import '../theme/rules.css';
import '../theme/figures.css';
import '../panels/panels.css';
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type { Draft } from '../api/drafts.ts';
import { Answered } from '../display/answered.tsx';
import { blankCard, type CardDocument } from '../document/figures/document.ts';
import { type RulesDraftProps, useRulesVisit } from './rules-visit.ts';
import { ScorecardEditorDesk } from './scorecard-editor-desk.tsx';

export function ScorecardEditor(props: RulesDraftProps) {
  const { beginning, key, ...reading } = useRulesVisit(props, documentIn);
  return (
    <Answered query={beginning} rows={14}>
      {(begun) => (
        <ScorecardEditorDesk key={key} beginning={begun} pack={props.pack} {...reading} />
      )}
    </Answered>
  );
}

/** A draft may be unfinished: what the screen needs of it is there. */
function documentIn(
  { definition_id: id, content }: Draft,
  examples: ExamplesDefinition | null,
): CardDocument {
  return { card: { ...blankCard, id, name: { zh: id, en: id }, ...content }, examples };
}
