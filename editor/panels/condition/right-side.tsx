/** What a fact is compared with: a value, another fact, a threshold of the rule. */
import { SwapOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '@flowmeter/engine/definition/condition.ts';
import { isFactOperand, isParamOperand } from '@flowmeter/engine/rules/operands.ts';
import { operatorOf } from '@flowmeter/engine/rules/operators.ts';
import { sayValue } from '@flowmeter/engine/rules/words.ts';
import { useSay } from '../../words/say.ts';
import { Choose } from '../inputs/choose.tsx';
import { useIsReadOnly } from '../panel.ts';
import { Arguments } from './arguments.tsx';
import {
  enteredAs,
  operandOf,
  otherFacts,
  paramChoices,
  type Source,
  sourceChoices,
  sourceOf,
  withSource,
} from './comparison.ts';
import { useEditing } from './editing.ts';
import { FactChoose } from './fact-choose.tsx';
import { LiteralInput } from './literal.tsx';

interface RightSideProps {
  comparison: Comparison;
  /** The name of what stands on the left. */
  name: string;
  onChange: (next: Comparison, burst?: string) => void;
}

export function RightSide({ comparison, name, onChange }: RightSideProps) {
  const { terms } = useEditing();
  const takes = operatorOf(comparison.operator)?.takes ?? 'one';
  if (takes === 'nothing') return null;
  const offered = sourceChoices(comparison, terms);
  return (
    <div className="right-side">
      <Value comparison={comparison} name={name} onChange={onChange} />
      {offered.length > 1 && (
        <SourceChoose
          name={name}
          offered={offered}
          source={sourceOf(comparison.value)}
          onChange={(source) => onChange(withSource(comparison, source, terms))}
        />
      )}
    </div>
  );
}

function Value({ comparison, name, onChange }: RightSideProps) {
  const { t } = useTranslation('panels');
  const { terms } = useEditing();
  const { value } = comparison;
  const label = t('condition.valueOf', { name });
  if (isFactOperand(value)) {
    const put = (next: typeof value, burst?: string) =>
      onChange({ ...comparison, value: next }, burst);
    return (
      <div className="right-fact">
        <FactChoose
          label={label}
          value={value.fact}
          choices={otherFacts(comparison.fact, terms)}
          onChange={(fact) => onChange({ ...comparison, value: operandOf(fact, terms) })}
        />
        <Arguments reading={value} name={label} onChange={put} />
      </div>
    );
  }
  if (isParamOperand(value)) {
    return <ParamChoose comparison={comparison} label={label} onChange={onChange} />;
  }
  const fact = enteredAs(comparison.fact, terms);
  if (fact === undefined) return <code className="right-written">{JSON.stringify(value)}</code>;
  return (
    <LiteralInput
      fact={fact}
      label={label}
      value={value}
      isList={operatorOf(comparison.operator)?.takes === 'list'}
      onChange={(next, burst) => onChange({ ...comparison, value: next }, burst)}
    />
  );
}

interface ParamProps {
  comparison: Comparison;
  label: string;
  onChange: (next: Comparison) => void;
}

/** Thresholds by what they are worth. */
function ParamChoose({ comparison, label, onChange }: ParamProps) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const { terms } = useEditing();
  const { value, fact } = comparison;
  const held = isParamOperand(value) ? value.param : '';
  const params = terms.params ?? {};
  const ids = [...new Set([held, ...paramChoices(comparison, terms)])];
  const options = ids.map((id) => {
    const param = Object.hasOwn(params, id) ? params[id] : undefined;
    const worth = param && say(sayValue(fact, param.value, terms.facts, {}, param.unit));
    return { value: id, label: worth ?? t('missing', { id }), note: id };
  });
  return (
    <Choose
      value={held}
      options={options}
      onChange={(param) => param !== undefined && onChange({ ...comparison, value: { param } })}
      aria-label={label}
    />
  );
}

interface SourceProps {
  name: string;
  source: Source;
  offered: readonly Source[];
  onChange: (source: Source) => void;
}

function SourceChoose({ name, source, offered, onChange }: SourceProps) {
  const { t } = useTranslation('panels');
  const isReadOnly = useIsReadOnly();
  if (isReadOnly) return null;
  const items = offered.map((one) => ({ key: one, label: t(`condition.source.${one}`) }));
  return (
    <Dropdown
      menu={{
        items,
        selectable: true,
        selectedKeys: [source],
        onClick: ({ key }) => onChange(key as Source),
      }}
      trigger={['click']}
      placement="bottomRight"
    >
      <Button
        type="text"
        size="small"
        className="tool"
        icon={<SwapOutlined aria-hidden />}
        aria-label={t('condition.sourceOf', { name })}
      />
    </Dropdown>
  );
}
