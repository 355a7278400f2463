/** The editor of a draft of an indicator: what is counted and how, its score, and what it comes to. */
import '../theme/editor.css';
import '../theme/rules.css';
import '../theme/figures.css';
import '../panels/panels.css';
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type { Draft } from '../api/drafts.ts';
import { Answered } from '../display/answered.tsx';
import { blankIndicator, type IndicatorDocument } from '../document/figures/document.ts';
import { IndicatorEditorDesk } from './indicator-editor-desk.tsx';
import { type RulesDraftProps, useRulesVisit } from './rules-visit.ts';

export function IndicatorEditor(props: RulesDraftProps) {
  const { beginning, key, ...reading } = useRulesVisit(props, documentIn);
  return (
    <Answered query={beginning} rows={14}>
      {(begun) => (
        <IndicatorEditorDesk key={key} beginning={begun} pack={props.pack} {...reading} />
      )}
    </Answered>
  );
}

/** A draft may be unfinished: what the screen needs of it is there. */
function documentIn(
  { definition_id: id, content }: Draft,
  examples: ExamplesDefinition | null,
): IndicatorDocument {
  const blank = { ...blankIndicator, id, key: id, name: { zh: id, en: id } };
  return { indicator: { ...blank, ...content }, examples };
}
