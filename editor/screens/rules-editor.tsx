/** The editor of a draft of a rule set: rules, examples, problems; saved by itself, proposed when sound. */
import '../theme/editor.css';
import '../theme/rules.css';
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type { Draft } from '../api/drafts.ts';
import { Answered } from '../display/answered.tsx';
import type { RulesDocument } from '../document/rules/document.ts';
import { RulesEditorDesk } from './rules-editor-desk.tsx';
import { type RulesDraftProps, type ShelvedBeginning, useRulesVisit } from './rules-visit.ts';

export type RulesBeginning = ShelvedBeginning<RulesDocument>;

export function RulesEditor(props: RulesDraftProps) {
  const { beginning, key, ...reading } = useRulesVisit(props, documentIn);
  return (
    <Answered query={beginning} rows={14}>
      {(begun) => <RulesEditorDesk key={key} beginning={begun} pack={props.pack} {...reading} />}
    </Answered>
  );
}

/** A draft may be unfinished: what the screen needs of it is there. */
function documentIn(
  { definition_id: id, content }: Draft,
  examples: ExamplesDefinition | null,
): RulesDocument {
  const name = { zh: id, en: id };
  return { set: { kind: 'ruleset', id, name, rules: [], ...content }, examples };
}
