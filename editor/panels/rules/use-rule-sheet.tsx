import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { all, type Pack } from '@flowmeter/engine/definition/pack.ts';
import {
  type Rule,
  ruleRecords,
  severities,
  stages,
} from '@flowmeter/engine/definition/ruleset.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { useLanguage } from '../../words/say.ts';
import type { ConditionTerms } from '../condition/comparison.ts';
import { type RulesDesk, termsAround } from './desk.ts';
import { type RuleColumn, ruleColumns } from './rule-columns.ts';
import { ExamplesCell } from './rule-grid.tsx';
import { ruleLook, type RuleSheet, ruleSheet } from './rule-sheet.ts';

export function useRuleSheet(
  { document, pack, port }: RulesDesk,
  known: ReadonlySet<string>,
): RuleSheet {
  const { t } = useTranslation(['rules', 'grid']);
  const columns = useRuleColumns(pack);
  const look = useMemo(
    () =>
      ruleLook(columns, {
        label: t('grid:rules'),
        aside: { title: t('examples.title'), say: (rule) => <ExamplesCell rule={rule} /> },
      }),
    [columns, t],
  );
  const { set } = document;
  return useMemo(() => ruleSheet(set, look, known, port), [set, look, known, port]);
}

function useRuleColumns(pack: Pack): RuleColumn[] {
  const { t } = useTranslation(['rules', 'display']);
  const language = useLanguage();
  return useMemo(() => {
    const here = (words: string): Localized => ({ zh: words, en: words });
    const named = ({ id, name }: { id: string; name: Localized }) => ({ value: id, name });
    const records = ruleRecords.map((value) => ({ value, name: here(t(`records.${value}`)) }));
    return ruleColumns({
      language,
      names: {
        id: here(t('field.id')),
        name: here(t('field.name')),
        severity: here(t('severity')),
        conditions: here(t('field.conditions')),
        params: here(t('threshold.title')),
        stage: here(t('stage')),
        record: here(t('record')),
        theme: here(t('field.theme')),
        flows: here(t('field.flows')),
        blocks: here(t('field.blocks')),
        override_post: here(t('field.override')),
        message: here(t('field.message')),
        rectification: here(t('field.rectification')),
        valid_from: here(t('field.valid_from')),
        valid_to: here(t('field.valid_to')),
      },
      options: {
        severity: severities.map((value) => ({
          value,
          name: here(t(`display:severity.${value}`)),
        })),
        stage: stages.map((value) => ({ value, name: here(t(`display:stage.${value}`)) })),
        record: [...records, ...all(pack, 'record').map(named)],
        flows: all(pack, 'flow').map(named),
        posts: all(pack, 'organisation').flatMap(({ posts }) => posts.map(named)),
      },
      termsOf: termsBy(pack),
    });
  }, [pack, language, t]);
}

/** Rules about the same records of the same flows may speak about the same. */
function termsBy(pack: Pack): (rule: Rule) => ConditionTerms {
  const known = new Map<string, ConditionTerms>();
  return ({ record, flows, params }) => {
    const key = JSON.stringify([record, flows]);
    const around = known.get(key) ?? termsAround(pack, record, flows);
    known.set(key, around);
    return { ...around, params };
  };
}
