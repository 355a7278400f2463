/** One expression: what sort it is, its parts below it, what it comes to on the example. */
import { DeleteOutlined, PlusSquareOutlined } from '@ant-design/icons';
import { Dropdown, Button } from 'antd';
import { type ComponentType, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sayValue } from '@flowmeter/engine/rules/words.ts';
import { useSay } from '../../words/say.ts';
import { Choose } from '../inputs/choose.tsx';
import { ExactProblems } from '../inputs/field.tsx';
import { Tool } from '../inputs/tool.tsx';
import { useIsReadOnly } from '../panel.ts';
import { AggregatePart } from './aggregate-part.tsx';
import { ChoicePart } from './choice-part.tsx';
import { type NodeProps, useExpressions } from './desk.ts';
import { FactPart } from './fact-part.tsx';
import { CallPart } from './function-part.tsx';
import { liveValue } from './live.ts';
import { ParamPart } from './param-part.tsx';
import { callOf, converted, functionIds, type Sort, sortOf, sortsIn } from './sorts.ts';
import { LookupPart } from './table-part.tsx';
import { ValuePart } from './value-part.tsx';

export function ExpressionNode(props: NodeProps) {
  const { label, value, scope, at, wanted, onChange, onRemove } = props;
  const { t } = useTranslation('derived');
  const sort = sortOf(value);
  const Part = parts[sort];
  const isNested = nested.has(sort);
  return (
    <div className="expression" data-at={at} data-sort={sort} role="group" aria-label={label}>
      <div className="expression-head">
        <span className="expression-label">{label}</span>
        <Choose
          className="expression-sort"
          value={sort}
          options={sortsIn(scope).map((one) => ({ value: one, label: t(`sort.${one}`) }))}
          listWidth={160}
          onChange={(chosen) => onChange(converted(value, chosen as Sort, scope, wanted))}
          aria-label={t('sort.of', { name: label })}
        />
        {!isNested && (
          <span className="expression-inline">
            <Part {...props} />
          </span>
        )}
        <LiveMark {...props} />
        <span className="tools expression-tools">
          <WrapTool {...props} />
          {onRemove !== undefined && (
            <Tool
              label={t('removePart', { name: label })}
              icon={<DeleteOutlined aria-hidden />}
              isDanger
              onClick={onRemove}
            />
          )}
        </span>
      </div>
      {isNested && (
        <div className="expression-parts">
          <Part {...props} />
        </div>
      )}
      <ExactProblems at={at} />
    </div>
  );
}

const parts: Record<Sort, ComponentType<NodeProps>> = {
  value: ValuePart,
  fact: FactPart,
  param: ParamPart,
  function: CallPart,
  if: ChoicePart,
  table: LookupPart,
  aggregate: AggregatePart,
};

const nested: ReadonlySet<Sort> = new Set(['function', 'if', 'table', 'aggregate']);

/** Puts a function around what is there. */
function WrapTool({ label, value, scope, wanted, onChange }: NodeProps) {
  const { t } = useTranslation('derived');
  const isReadOnly = useIsReadOnly();
  if (isReadOnly) return null;
  const items = [
    ...(['add', 'subtract', 'multiply', 'divide', 'coalesce'] as const)
      .filter((id) => functionIds(wanted).includes(id))
      .map((id) => ({ key: id, label: t(`wrap.${id}`) })),
    { key: 'if', label: t('wrap.if') },
  ];
  const wrap = (key: string) =>
    onChange(key === 'if' ? converted(value, 'if', scope, wanted) : callOf(key, [value], scope));
  return (
    <Dropdown
      menu={{ items, onClick: ({ key }) => wrap(key) }}
      trigger={['click']}
      placement="bottomRight"
    >
      <Button
        type="text"
        size="small"
        className="tool"
        icon={<PlusSquareOutlined aria-hidden />}
        aria-label={t('wrap.open', { name: label })}
      />
    </Dropdown>
  );
}

/** Only parts that the record itself is asked: within an aggregate there are many others. */
function LiveMark({ value, scope, wanted, options }: NodeProps) {
  const { t } = useTranslation('derived');
  const say = useSay();
  const { live } = useExpressions();
  const shown = useMemo(() => {
    if (live === undefined || live.kind !== scope.kind || 'this.now' in scope.facts)
      return undefined;
    return liveValue(value, scope, live, wanted.length === 1 ? wanted[0] : undefined);
  }, [live, value, scope, wanted]);
  if (shown === undefined || sortOf(value) === 'value') return null;
  if (shown.value === undefined) {
    return <output className="expression-live is-unknown">{t('live.unknown')}</output>;
  }
  if (shown.value === null) return <output className="expression-live">{t('live.null')}</output>;
  const option = options?.find((one) => one.value === shown.value);
  const fact = typeof value === 'object' && value !== null && 'fact' in value ? value.fact : '';
  const declared = scope.facts[fact] ?? { name: noName, type: shown.type };
  const zone = scope.terms.setting.zone;
  const words = option?.name ?? sayValue('it', shown.value, { it: declared }, { zone });
  return <output className="expression-live">= {say(words)}</output>;
}

const noName = { zh: '', en: '' };
