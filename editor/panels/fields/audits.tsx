/** Audit rules by the stage in which they are asked: the stages are those that the specification names. */
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Rule, Stage } from '@flowmeter/engine/definition/ruleset.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { useSay } from '../../words/say.ts';
import { AddFrom } from '../inputs/choose.tsx';
import { ProblemNotes } from '../inputs/field.tsx';
import { useListFocus } from '../inputs/list-focus.ts';
import { moved } from '../inputs/moved.ts';
import { OrderTools } from '../inputs/tool.tsx';
import { useLabel, useMixedWords } from '../labels.ts';
import { useIsReadOnly, usePanel } from '../panel.ts';
import { problemsAt } from '../problem-order.ts';
import type { SpecProps } from '../specified/spec-props.ts';

export function AuditsField({ input, value, isMixed, change, at }: SpecProps<'audits'>) {
  const mixed = useMixedWords();
  if (isMixed) return <p className="panel-help">{mixed}</p>;
  return (
    <div className="panel-groups">
      {input.stages.map(({ stage, ...words }) => (
        <StageRules
          key={stage}
          stage={stage}
          words={words}
          rules={value?.[stage] ?? []}
          at={at && `${at}/${stage}`}
          change={(next, path = []) => change(next, [stage, ...path])}
        />
      ))}
    </div>
  );
}

interface StageProps {
  stage: Stage;
  words: { name: Localized; add: Localized };
  rules: readonly string[];
  at: string | undefined;
  change: (value: unknown, path?: (string | number)[]) => void;
}

function StageRules({ stage, words, rules, at, change }: StageProps) {
  const label = useLabel();
  const [list, focus] = useListFocus();
  const isReadOnly = useIsReadOnly();
  const optionsOf = useRuleOptions();
  return (
    <div ref={list} className="panel-group" data-at={at}>
      <div className="panel-label-line">
        <span className="panel-label">{label(words.name)}</span>
        <span className="panel-count">{rules.length}</span>
      </div>
      <ol className="panel-rows">
        {rules.map((id, index) => (
          <RuleRow
            key={id}
            id={id}
            index={index}
            count={rules.length}
            at={at && `${at}/${index}`}
            onMove={(by) => focus.keep(() => change(moved(rules, index, by)))}
            onRemove={() => focus.after(index, () => change(undefined, [index]))}
          />
        ))}
      </ol>
      {!isReadOnly && (
        <AddFrom
          label={label(words.add)}
          options={() => optionsOf(stage, rules)}
          onAdd={(id) => change(id, [rules.length])}
        />
      )}
    </div>
  );
}

interface RuleRowProps {
  id: string;
  index: number;
  count: number;
  at: string | undefined;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

function RuleRow({ id, at, ...order }: RuleRowProps) {
  const { t } = useTranslation('panels');
  const { t: shown } = useTranslation('display');
  const say = useSay();
  const { around, problems } = usePanel();
  const rule = around.rules.find((one) => one.id === id);
  const name = rule ? say(rule.name) : id;
  return (
    <li className="panel-row" data-at={at}>
      <div className="panel-row-line">
        <code className="panel-row-id">{id}</code>
        <span className="panel-row-name" title={rule ? shown(`severity.${rule.severity}`) : id}>
          {name}
        </span>
        {rule?.blocks && <Tag className="panel-tag">{t('audits.blocks')}</Tag>}
        <OrderTools name={name} {...order} />
      </div>
      {at !== undefined && <ProblemNotes problems={problemsAt(problems, at)} />}
    </li>
  );
}

/** Rules of the stage that are not asked yet; those for other flows alone stand last and are refused. */
function useRuleOptions() {
  const { t } = useTranslation('panels');
  const say = useSay();
  const { around, document } = usePanel();
  const speaks = ({ flows }: Rule) => flows === undefined || flows.includes(document.flow.id);
  return (stage: Stage, used: readonly string[]) =>
    around.rules
      .filter((rule) => rule.stage === stage && !used.includes(rule.id))
      .toSorted((a, b) => Number(speaks(b)) - Number(speaks(a)))
      .map((rule) => ({
        value: rule.id,
        label: say(rule.name),
        note: speaks(rule) ? rule.id : t('audits.otherFlow'),
        search: `${rule.name.zh} ${rule.name.en}`,
        disabled: !speaks(rule),
      }));
}
