/** A comparison: fact, operator, value, each a picker. */
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  GroupOutlined,
  MoreOutlined,
} from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { declarationOf } from '@flowmeter/engine/case/builtin-facts.ts';
import type { Comparison, Condition } from '@flowmeter/engine/definition/condition.ts';
import { nameOfReading } from '@flowmeter/engine/rules/words.ts';
import { operators } from '@flowmeter/engine/rules/operators.ts';
import { useSay } from '../../words/say.ts';
import { Choose } from '../inputs/choose.tsx';
import { ProblemNotes } from '../inputs/field.tsx';
import { Tool } from '../inputs/tool.tsx';
import { useIsReadOnly } from '../panel.ts';
import { problemsAt } from '../problem-order.ts';
import { Arguments } from './arguments.tsx';
import { operatorChoices, withFact, withOperator } from './comparison.ts';
import { keyOf, useEditing } from './editing.ts';
import { FactChoose } from './fact-choose.tsx';
import { type PartPath, pointerOf, withGrouped, withMoved, withPart } from './shape.ts';
import { RightSide } from './right-side.tsx';
import { useWording } from './terms.ts';

interface RowProps {
  comparison: Comparison;
  path: PartPath;
  whole: Condition;
  change: (next: Condition | undefined, burst?: string) => void;
  /** How many parts its group has. */
  siblings: number;
}

export function Row({ comparison, path, whole, change, siblings }: RowProps) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const { terms, problems, at } = useEditing();
  const row = useNewFocus(path);
  const pointer = pointerOf(whole, path);
  const name = say(nameOfReading(comparison, terms.facts, useWording(terms)));
  const put = (next: Comparison, burst?: string) => change(withPart(whole, path, next), burst);
  return (
    <div ref={row} className="condition-row" data-at={at && `${at}${pointer}`}>
      <div className="condition-cells">
        <FactChoose
          label={t('condition.fact')}
          value={comparison.fact}
          onChange={(fact) => put(withFact(comparison, fact, terms))}
        />
        <Arguments reading={comparison} name={name} onChange={put} />
        <div className="condition-compared">
          <OperatorChoose
            comparison={comparison}
            name={name}
            onChange={(operator) => put(withOperator(comparison, operator, terms))}
          />
          <RightSide comparison={comparison} name={name} onChange={put} />
        </div>
        <span className="tools condition-tools">
          <RowMenu path={path} whole={whole} change={change} siblings={siblings} name={name} />
          <Tool
            label={t('tool.remove', { name })}
            icon={<DeleteOutlined aria-hidden />}
            isDanger
            onClick={() => change(withPart(whole, path, undefined))}
          />
        </span>
      </div>
      <ProblemNotes problems={ownProblems(problems, pointer, path)} />
    </div>
  );
}

/** The whole condition's pointer is empty: everything is below it. */
function ownProblems(
  problems: Parameters<typeof problemsAt>[0],
  pointer: string,
  path: PartPath,
): ReturnType<typeof problemsAt> {
  return path.length === 0 ? [...problems] : problemsAt(problems, pointer);
}

interface OperatorProps {
  comparison: Comparison;
  name: string;
  onChange: (operator: string) => void;
}

function OperatorChoose({ comparison, name, onChange }: OperatorProps) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const { terms } = useEditing();
  const type = declarationOf(comparison.fact, terms.facts)?.type;
  const offered = operatorChoices(type);
  const options = offered.map((id) => {
    const symbol = say(operators[id].symbol);
    const words = say(operators[id].name);
    return {
      value: id,
      label: symbol,
      ...(symbol === words ? {} : { note: words }),
      search: words,
    };
  });
  const isKnown = options.some(({ value }) => value === comparison.operator);
  const lost = { value: comparison.operator, label: comparison.operator };
  return (
    <Choose
      className="operator-choose"
      value={comparison.operator}
      options={isKnown ? options : [lost, ...options]}
      listWidth={176}
      onChange={(operator) => operator !== undefined && onChange(operator)}
      aria-label={t('condition.operatorOf', { name })}
    />
  );
}

interface MenuOfRowProps extends Omit<RowProps, 'comparison'> {
  name: string;
}

/** What is wanted seldom: order and grouping. */
function RowMenu({ path, whole, change, siblings, name }: MenuOfRowProps) {
  const { t } = useTranslation('panels');
  const isReadOnly = useIsReadOnly();
  const index = path.at(-1);
  if (isReadOnly) return null;
  const isAlone = index === undefined || siblings < 2;
  const items: MenuProps['items'] = [
    {
      key: 'up',
      icon: <ArrowUpOutlined aria-hidden />,
      label: t('condition.up'),
      disabled: isAlone || index === 0,
      onClick: () => change(withMoved(whole, path, -1)),
    },
    {
      key: 'down',
      icon: <ArrowDownOutlined aria-hidden />,
      label: t('condition.down'),
      disabled: isAlone || index === siblings - 1,
      onClick: () => change(withMoved(whole, path, 1)),
    },
    {
      key: 'group',
      icon: <GroupOutlined aria-hidden />,
      label: t('condition.group'),
      disabled: index === undefined,
      onClick: () => change(withGrouped(whole, path)),
    },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <Button
        type="text"
        size="small"
        className="tool"
        icon={<MoreOutlined aria-hidden />}
        aria-label={t('tool.more', { name })}
      />
    </Dropdown>
  );
}

/** A row that has just been added takes the keyboard at its value. */
function useNewFocus(path: PartPath) {
  const row = useRef<HTMLDivElement>(null);
  const { focused, focus } = useEditing();
  const isNew = focused === keyOf(path);
  useEffect(() => {
    if (!isNew) return;
    const value = row.current?.querySelector<HTMLElement>('.right-side input');
    (value ?? row.current?.querySelector<HTMLElement>('input'))?.focus();
    focus(undefined);
  }, [isNew, focus]);
  return row;
}
