/** An example made from what the rule has found: the record as it was then. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { findingList, findingOf } from '../../api/findings.ts';
import { useSay } from '../../words/say.ts';
import { useFormat } from '../../display/format.ts';
import { useWording } from '../condition/terms.ts';
import { useRuleTerms } from './desk.ts';
import { type Given, type GivenValue, readingsOf } from './readings.ts';

interface FromFindingProps {
  rule: Rule;
  onTake: (given: Given, title: string) => void;
}

const MOST = 12;

export function FromFinding({ rule, onTake }: FromFindingProps) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const format = useFormat();
  const client = useQueryClient();
  const terms = useRuleTerms(rule);
  const wording = useWording(terms);
  const [isOpen, setIsOpen] = useState(false);
  const found = useInfiniteQuery({ ...findingList({ rule: rule.id }), enabled: isOpen });
  const rows = (found.data?.pages ?? []).flatMap((page) => page.rows).slice(0, MOST);
  const take = async (id: string) => {
    const finding = await client.ensureQueryData(findingOf(id));
    const names = new Set(readingsOf(rule, {}, terms, wording).map(({ name }) => name));
    const known = Object.entries(finding.operands).filter(
      ([name, value]) => names.has(name) && isGiven(value),
    );
    const at = format.day(finding.found_at);
    onTake(Object.fromEntries(known) as Given, `${finding.case_title ?? finding.id} ${at}`);
  };
  const items =
    rows.length === 0
      ? [{ key: '', disabled: true, label: found.isFetching ? '…' : t('examples.noFindings') }]
      : rows.map((row) => ({
          key: row.id,
          label: `${row.case_title ?? row.id} · ${say(row.message)}`,
        }));
  return (
    <Dropdown
      trigger={['click']}
      onOpenChange={setIsOpen}
      menu={{ items, onClick: ({ key }) => void take(key) }}
    >
      <Button size="small">{t('examples.fromFinding')}</Button>
    </Dropdown>
  );
}

function isGiven(value: unknown): value is GivenValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
