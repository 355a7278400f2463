/** A group of a condition: what it asks of its parts, and the parts. */
import { DeleteOutlined, UngroupOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Comparison, Condition } from '@flowmeter/engine/definition/condition.ts';
import { Choose } from '../inputs/choose.tsx';
import { ProblemNotes } from '../inputs/field.tsx';
import { Tool } from '../inputs/tool.tsx';
import { Adder } from './adder.tsx';
import { keyOf, useEditing } from './editing.ts';
import { Row } from './row.tsx';
import {
  type GroupView,
  type Mode,
  modes,
  type PartPath,
  pointerOf,
  viewOf,
  withAdded,
  withMode,
  withPart,
  withUngrouped,
} from './shape.ts';

export interface PartProps {
  condition: Condition;
  /** Where it stands in the whole condition. */
  path: PartPath;
  whole: Condition;
  change: (next: Condition | undefined, burst?: string) => void;
}

export function Group({ condition, path, whole, change }: PartProps) {
  const { focus } = useEditing();
  const view = viewOf(condition);
  const add = (part: Condition) => {
    const count = view?.parts.length ?? 1;
    change(withAdded(whole, path, part));
    focus(keyOf(viewOf(part) ? [...path, count, 0] : [...path, count]));
  };
  const adder = <Adder path={path} group={condition} onAdd={add} />;
  if (view === undefined) {
    return (
      <div className="condition-group">
        <Row
          comparison={condition as Comparison}
          path={path}
          whole={whole}
          change={change}
          siblings={1}
        />
        {adder}
      </div>
    );
  }
  return (
    <div className="condition-group" data-depth={path.length}>
      <Head view={view} path={path} whole={whole} change={change} />
      <ol className="condition-parts">
        {view.parts.map((part, index) => (
          <Part
            key={keyOf([...path, index])}
            condition={part}
            path={[...path, index]}
            siblings={view.parts.length}
            whole={whole}
            change={change}
          />
        ))}
      </ol>
      <GroupProblems path={path} whole={whole} />
      {adder}
    </div>
  );
}

function Part({ condition, siblings, ...place }: PartProps & { siblings: number }) {
  const isGroup = viewOf(condition) !== undefined;
  return (
    <li className="condition-part">
      {isGroup ? (
        <Group condition={condition} {...place} />
      ) : (
        <Row comparison={condition as Comparison} siblings={siblings} {...place} />
      )}
    </li>
  );
}

interface HeadProps extends Omit<PartProps, 'condition'> {
  view: GroupView;
}

/** All, any, none, not all of these hold. */
function Head({ view, path, whole, change }: HeadProps) {
  const { t } = useTranslation('panels');
  const isInner = path.length > 0;
  return (
    <div className="condition-head">
      <Choose
        className="condition-mode"
        value={view.mode}
        options={modes.map((mode) => ({ value: mode, label: t(`condition.mode.${mode}`) }))}
        listWidth={200}
        onChange={(mode) => change(withMode(whole, path, mode as Mode))}
        aria-label={t('condition.modeLabel')}
      />
      {isInner && (
        <span className="tools">
          <Tool
            label={t('condition.ungroup')}
            icon={<UngroupOutlined aria-hidden />}
            refusal={negates(view) ? t('condition.ungroupNegated') : undefined}
            onClick={() => change(withUngrouped(whole, path))}
          />
          <Tool
            label={t('condition.removeGroup')}
            icon={<DeleteOutlined aria-hidden />}
            isDanger
            onClick={() => change(withPart(whole, path, undefined))}
          />
        </span>
      )}
    </div>
  );
}

/** Taken out of such a group, its parts would mean the opposite. */
function negates({ mode }: GroupView): boolean {
  return mode === 'none' || mode === 'notAll';
}

/** Problems of the group itself, e.g. that it is too deep; those of its rows stand at the rows. */
function GroupProblems({ path, whole }: { path: PartPath; whole: Condition }) {
  const { problems } = useEditing();
  const own = pointerOf(whole, path);
  return <ProblemNotes problems={problems.filter(({ at }) => at === own)} />;
}
