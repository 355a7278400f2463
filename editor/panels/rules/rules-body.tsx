/** A rule set on the screen: its rules as rows, and beside them the rule that is opened. */
import '../panels.css';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { find } from '@flowmeter/engine/definition/pack.ts';
import type { RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import type { RuleView } from '../../search.ts';
import { ProblemsContext } from '../panel.ts';
import type { Jump } from '../use-jump.ts';
import { RulesContext, type RulesDesk } from './desk.ts';
import { RuleGrid } from './rule-grid.tsx';
import { RulePanel } from './rule-panel.tsx';

interface RulesBodyProps {
  desk: RulesDesk;
  /** The id of the rule that is opened. */
  open: string | undefined;
  view: RuleView;
  jump?: Jump | undefined;
  onOpen: (id: string | undefined) => void;
  onView: (view: RuleView) => void;
  nameOfRecord: (record: string) => string;
}

export function RulesBody({
  desk,
  open,
  view,
  jump,
  onOpen,
  onView,
  nameOfRecord,
}: RulesBodyProps) {
  const { t } = useTranslation('rules');
  const { set } = desk.document;
  const index = set.rules.findIndex(({ id }) => id === open);
  const rule = set.rules[index];
  const known = useKnown(desk, set.id);
  return (
    <RulesContext value={desk}>
      <ProblemsContext value={desk.problems}>
        <div className="rules-body" data-open={rule !== undefined}>
          <section className="rules-list" aria-label={t('grid.caption')}>
            <RuleGrid open={rule?.id} onOpen={onOpen} nameOfRecord={nameOfRecord} />
          </section>
          {rule !== undefined && (
            <RulePanel
              index={index}
              rule={rule}
              view={view}
              isKnown={known.has(rule.id)}
              jump={jump}
              onView={onView}
              onOpen={onOpen}
            />
          )}
        </div>
      </ProblemsContext>
    </RulesContext>
  );
}

/** Ids of the rules that are in force. */
function useKnown({ pack }: RulesDesk, id: string): ReadonlySet<string> {
  return useMemo(() => {
    const active: RulesetDefinition | undefined = find(pack, 'ruleset', id);
    return new Set(active?.rules.map((rule) => rule.id));
  }, [pack, id]);
}
