/** One more condition, or group: it is there as soon as its fact is chosen, and not before. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '@flowmeter/engine/definition/condition.ts';
import { useIsReadOnly } from '../panel.ts';
import { newComparison } from './comparison.ts';
import { useEditing } from './editing.ts';
import { FactChoose } from './fact-choose.tsx';
import { type PartPath, viewOf } from './shape.ts';

interface AdderProps {
  /** The group that gets it; the outermost one is empty. */
  path: PartPath;
  onAdd: (part: Condition) => void;
  /** The group itself, where there is one: an inner group asks the other way. */
  group?: Condition;
}

export function Adder({ path, onAdd, group }: AdderProps) {
  const { t } = useTranslation('panels');
  const { terms } = useEditing();
  const isReadOnly = useIsReadOnly();
  const [adding, setAdding] = useState<'row' | 'group'>();
  if (isReadOnly) return null;
  if (adding !== undefined) {
    return (
      <FactChoose
        label={t('condition.chooseFact')}
        value={undefined}
        autoFocus
        defaultOpen
        onBlur={() => setAdding(undefined)}
        onChange={(fact) => {
          setAdding(undefined);
          const row = newComparison(fact, terms);
          onAdd(adding === 'row' ? row : inner(row, group));
        }}
      />
    );
  }
  const isDeep = path.length >= DEEPEST;
  return (
    <span className="condition-add">
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => setAdding('row')}
      >
        {t('condition.add')}
      </Button>
      {group !== undefined && !isDeep && (
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => setAdding('group')}
        >
          {t('condition.addGroup')}
        </Button>
      )}
    </span>
  );
}

/** Deeper groups can be written as JSON; nobody reads them as sentences. */
const DEEPEST = 3;

function inner(row: Condition, group: Condition | undefined): Condition {
  const around = group && viewOf(group)?.mode;
  return around === 'any' || around === 'none' ? { all: [row] } : { any: [row] };
}
