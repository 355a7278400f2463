/** A rule set on the screen: a list beside the rule that is opened, a grid, or JSON; one document. */
import '../panels.css';
import { Segmented } from 'antd';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { find } from '@flowmeter/engine/definition/pack.ts';
import type { RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import { type RuleView, type SetView, setViews } from '../../search.ts';
import { ProblemsContext } from '../panel.ts';
import type { Jump } from '../use-jump.ts';
import { RulesContext, type RulesDesk } from './desk.ts';
import { RuleGrid } from './rule-grid.tsx';
import { RulePanel } from './rule-panel.tsx';
import { SetJson } from './set-json.tsx';

const RulesSheet = lazy(async () => ({
  default: (await import('./rules-sheet.tsx')).RulesSheet,
}));

interface RulesBodyProps {
  desk: RulesDesk;
  /** The id of the rule that is opened. */
  open: string | undefined;
  view: RuleView;
  /** All rules as a list with one opened, as a grid, or as they are written. */
  as: SetView;
  jump?: Jump | undefined;
  onOpen: (id: string | undefined) => void;
  onView: (view: RuleView) => void;
  onAs: (as: SetView) => void;
  nameOfRecord: (record: string) => string;
}

export function RulesBody(props: RulesBodyProps) {
  const { desk, as, onAs } = props;
  const { t } = useTranslation('rules');
  const known = useKnown(desk, desk.document.set.id);
  const [typed, setTyped] = useState<string>();
  const views = (
    <Segmented
      className="table-views"
      size="small"
      value={as}
      options={setViews.map((value) => ({ value, label: t(`setView.${value}`) }))}
      onChange={onAs}
      aria-label={t('setView.label')}
    />
  );
  return (
    <RulesContext value={desk}>
      <ProblemsContext value={desk.problems}>
        {as === 'list' && <RulesList {...props} known={known} views={views} />}
        {as === 'grid' && (
          <Suspense fallback={<div className="rules-body" />}>
            <RulesSheet {...props} known={known} views={views} />
          </Suspense>
        )}
        {as === 'json' && (
          <section className="rules-sheet rules-written" aria-label={t('json.set')}>
            <div className="rules-views">{views}</div>
            <SetJson desk={desk} typed={typed} onTyped={setTyped} jump={props.jump} />
          </section>
        )}
      </ProblemsContext>
    </RulesContext>
  );
}

export interface RulesShownProps extends RulesBodyProps {
  /** Ids of the rules that are in force. */
  known: ReadonlySet<string>;
  /** The switch between the views. */
  views: ReactNode;
}

/** The rules as rows, and beside them the rule that is opened. */
function RulesList(props: RulesShownProps) {
  const { desk, open, view, jump, onOpen, onView, nameOfRecord, known, views } = props;
  const { t } = useTranslation('rules');
  const { set } = desk.document;
  const index = set.rules.findIndex(({ id }) => id === open);
  const rule = set.rules[index];
  return (
    <div className="rules-body" data-open={rule !== undefined}>
      <section className="rules-list" aria-label={t('grid.caption')}>
        <div className="rules-views">{views}</div>
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
  );
}

/** Ids of the rules that are in force. */
function useKnown({ pack }: RulesDesk, id: string): ReadonlySet<string> {
  return useMemo(() => {
    const active: RulesetDefinition | undefined = find(pack, 'ruleset', id);
    return new Set(active?.rules.map((rule) => rule.id));
  }, [pack, id]);
}
