/** A condition drawn to be read: what its groups ask, and its comparisons, word by word. */
import { useTranslation } from 'react-i18next';
import { declarationOf } from '@flowmeter/engine/case/builtin-facts.ts';
import type { Comparison, Condition } from '@flowmeter/engine/definition/condition.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { isFactOperand, isParamOperand } from '@flowmeter/engine/rules/operands.ts';
import { operatorOf } from '@flowmeter/engine/rules/operators.ts';
import { nameOfReading, sayValue, type Wording } from '@flowmeter/engine/rules/words.ts';
import { useSay } from '../../words/say.ts';
import type { ConditionTerms } from '../condition/comparison.ts';
import { keyOf } from '../condition/editing.ts';
import { type PartPath, viewOf } from '../condition/shape.ts';
import { useWording } from '../condition/terms.ts';

interface TreeProps {
  condition: Condition;
  terms: ConditionTerms;
}

export function ConditionTree({ condition, terms }: TreeProps) {
  const wording = useWording(terms);
  return (
    <div className="tree">
      <Branch condition={condition} path={[]} terms={terms} wording={wording} />
    </div>
  );
}

interface BranchProps extends TreeProps {
  /** Where it stands in the whole condition. */
  path: PartPath;
  wording: Wording;
}

function Branch({ condition, path, terms, wording }: BranchProps) {
  const { t } = useTranslation('panels');
  const view = viewOf(condition);
  if (view === undefined) {
    return <Leaf comparison={condition as Comparison} terms={terms} wording={wording} />;
  }
  return (
    <div className={`tree-group tree-${view.mode}`}>
      <span className="tree-mode">{t(`condition.mode.${view.mode}`)}</span>
      <ul>
        {view.parts.map((part, index) => (
          <li key={keyOf([...path, index])}>
            <Branch condition={part} path={[...path, index]} terms={terms} wording={wording} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface LeafProps extends Omit<BranchProps, 'condition' | 'path'> {
  comparison: Comparison;
}

function Leaf({ comparison, terms, wording }: LeafProps) {
  const say = useSay();
  const operator = operatorOf(comparison.operator);
  return (
    <p className="tree-leaf">
      <span className="tree-fact">{say(nameOfReading(comparison, terms.facts, wording))}</span>{' '}
      <span className="tree-operator">{say(operator?.symbol) || comparison.operator}</span>{' '}
      {operator?.takes !== 'nothing' && (
        <Right comparison={comparison} terms={terms} wording={wording} />
      )}
    </p>
  );
}

/** A value, another fact, or a threshold with what it is worth. */
function Right({ comparison, terms, wording }: LeafProps) {
  const say = useSay();
  const { fact, value } = comparison;
  if (isFactOperand(value)) {
    return <span className="tree-fact">{say(nameOfReading(value, terms.facts, wording))}</span>;
  }
  const param = isParamOperand(value) ? value.param : undefined;
  const threshold = param === undefined ? undefined : terms.params?.[param];
  const worth: Localized | undefined =
    param === undefined
      ? sayValue(fact, value, terms.facts, wording)
      : threshold &&
        sayValue(
          fact,
          threshold.value,
          terms.facts,
          wording,
          threshold.unit ?? declarationOf(fact, terms.facts)?.unit,
        );
  return (
    <span className="tree-value">
      {say(worth)}
      {param !== undefined && <code className="tree-param">{param}</code>}
    </span>
  );
}
