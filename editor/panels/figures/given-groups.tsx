/** The records that an example gives: those alike stand once, with how many there are. */
import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { canonical } from '@flowmeter/engine/definition/hash.ts';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { useWording } from '../condition/terms.ts';
import { FigureInput } from '../inputs/text-input.tsx';
import { Tool } from '../inputs/tool.tsx';
import { type Given, type ReadingField, readingsOf } from '../rules/readings.ts';
import { RecordForm } from '../rules/record-form.tsx';
import { useIndicatorTerms } from './desk.ts';
import { groupsOf, type RecordGroup, recordsOf } from './record-groups.ts';

interface GivenGroupsProps {
  indicator: IndicatorDefinition;
  pack: Pack;
  given: readonly Given[];
  onChange: (given: Given[], burst?: string) => void;
}

/** The schema takes no more. */
const MOST = 1000;

export function GivenGroups({ indicator, pack, given, onChange }: GivenGroupsProps) {
  const { t } = useTranslation(['figures', 'panels']);
  const fieldsOf = useFields(indicator, pack);
  const [groups, hold] = useGroups(given);
  const put = (next: readonly RecordGroup[], burst?: string) => {
    hold(next);
    onChange(recordsOf(next), burst);
  };
  const change = (index: number, part: Partial<RecordGroup>, burst?: string) =>
    put(
      groups.map((group, at) => (at === index ? { ...group, ...part } : group)),
      burst,
    );
  return (
    <div className="given-groups">
      {[...groups.entries()].map(([index, group]) => (
        <Group
          key={`group ${index}`}
          n={index + 1}
          group={group}
          fields={fieldsOf(group.given)}
          most={MOST - given.length + group.count}
          onChange={(part, burst) => change(index, part, burst)}
          onCopy={() => put(groups.toSpliced(index + 1, 0, { ...group, count: 1 }))}
          onRemove={() => put(groups.toSpliced(index, 1))}
        />
      ))}
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => put([...groups, { given: {}, count: 1 }])}
      >
        {t('examples.addGroup')}
      </Button>
    </div>
  );
}

interface GroupProps {
  n: number;
  group: RecordGroup;
  fields: readonly ReadingField[];
  /** How many of them there may be. */
  most: number;
  onChange: (part: Partial<RecordGroup>, burst?: string) => void;
  onCopy: () => void;
  onRemove: () => void;
}

function Group({ n, group, fields, most, onChange, onCopy, onRemove }: GroupProps) {
  const { t } = useTranslation('figures');
  return (
    <div className="given-group" role="group" aria-label={t('examples.group', { n })}>
      <span className="given-count">
        <FigureInput
          value={group.count}
          isInteger
          within={(count) => count >= 1 && count <= most}
          refusal={t('examples.countWrong', { most })}
          suffix="×"
          write={(count = 1, burst) => onChange({ count }, burst)}
          aria-label={t('examples.count', { n })}
        />
        <Tool
          label={t('examples.copyGroup', { n })}
          icon={<CopyOutlined aria-hidden />}
          onClick={onCopy}
        />
        <Tool
          label={t('examples.removeGroup', { n })}
          icon={<DeleteOutlined aria-hidden />}
          isDanger
          onClick={onRemove}
        />
      </span>
      <RecordForm
        label={t('examples.group', { n })}
        fields={fields}
        given={group.given}
        onChange={(next, burst) => onChange({ given: next }, burst)}
      />
    </div>
  );
}

/** Groups stay apart while they are edited, even where they become alike; what comes from elsewhere is grouped anew. */
function useGroups(given: readonly Given[]) {
  const [held, hold] = useState<readonly RecordGroup[]>(() => groupsOf(given));
  const isOwn = useMemo(() => canonical(recordsOf(held)) === canonical(given), [held, given]);
  return [isOwn ? held : groupsOf(given), hold] as const;
}

/** The fields that the indicator reads of a record, and whatever else it gives. */
function useFields(indicator: IndicatorDefinition, pack: Pack) {
  const terms = useIndicatorTerms(indicator, pack);
  const wording = useWording(terms);
  const { over, measure } = indicator;
  return (given: Given) => {
    const conditions = { all: [over.where, measure.of].flatMap((one) => one ?? []) };
    const fact = measure.fact === undefined ? {} : { [measure.fact]: null };
    const message = { zh: '', en: '' };
    return readingsOf({ conditions, message }, { ...fact, ...given }, terms, wording);
  };
}
