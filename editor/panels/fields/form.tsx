/** The form of a step: which facts it takes, in order, and how. */
import { HolderOutlined } from '@ant-design/icons';
import { type ComponentProps, lazy, Suspense, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field as OnForm } from '@flowmeter/engine/steps/base.ts';
import { typeNames } from '@flowmeter/engine/rules/check.ts';
import { useSay } from '../../words/say.ts';
import { loadWords } from '../../words/setup.ts';
import type { Around } from '../around.ts';
import { AddFrom, Choose } from '../inputs/choose.tsx';
import { ExactProblems, ProblemNotes } from '../inputs/field.tsx';
import { moved } from '../inputs/moved.ts';
import { useListFocus } from '../inputs/list-focus.ts';
import { OrderTools } from '../inputs/tool.tsx';
import { useMixedWords } from '../labels.ts';
import { useIsReadOnly, usePanel } from '../panel.ts';
import { problemsAt } from '../problem-order.ts';
import type { SpecProps } from '../specified/spec-props.ts';
import { placed, withUsage, withoutField } from './form-edits.ts';
import { useFormDrag } from './use-form-drag.ts';
import { type Usage, usageOf, usages } from './usage.ts';

/** With the widgets of forms, which nothing else of the editor needs. */
const FormArranger = lazy(async () => {
  const [arranger] = await Promise.all([import('./form-arranger.tsx'), loadWords('forms')]);
  return { default: arranger.FormArranger };
});

export function FormField({ spec, value, isMixed, change, at, steps }: SpecProps<'form'>) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const { around } = usePanel();
  const mixed = useMixedWords();
  const isReadOnly = useIsReadOnly();
  const [list, focus] = useListFocus();
  const optionsOf = useFactOptions();
  const rows = useRef<HTMLOListElement>(null);
  const { dragging, handle } = useFormDrag(rows, (source, slot) =>
    change(placed(value ?? [], source, slot)),
  );
  if (isMixed) return <p className="panel-help">{mixed}</p>;
  const form = value ?? [];
  const used = new Set(form.map(({ fact }) => fact));
  // What a message brings is taken as by a form, yet nobody sees it as one.
  const isSeen = 'fills' in spec;
  return (
    <div ref={list} data-at={at}>
      <ExactProblems at={at} />
      {form.length === 0 && spec.empty && <p className="panel-help">{say(spec.empty)}</p>}
      <ol ref={rows} className="panel-rows" data-dragging={dragging !== undefined}>
        {form.map((one, index) => (
          <FactRow
            key={one.fact}
            held={one}
            index={index}
            count={form.length}
            at={at && `${at}/${index}`}
            slot={dragging?.slot}
            handle={handle({ index })}
            onUsage={(usage) => change(withUsage(form, index, usage)[index], [index])}
            onMove={(by) => focus.keep(() => change(moved(form, index, by)))}
            onRemove={() => focus.after(index, () => change(withoutField(form, index)))}
          />
        ))}
      </ol>
      {!isReadOnly && (
        <AddFrom
          label={t('form.add')}
          options={() => optionsOf(around).filter((one) => !used.has(one.value))}
          onAdd={(fact) => change({ fact }, [form.length])}
        />
      )}
      {isSeen && form.length > 0 && (
        <Suspense fallback={null}>
          <FormArranger
            form={form}
            step={steps.length === 1 ? steps[0] : undefined}
            onChange={(next) => change(next)}
          />
        </Suspense>
      )}
    </div>
  );
}

interface FactRowProps {
  held: OnForm;
  index: number;
  count: number;
  at: string | undefined;
  /** Before which row one is about to be dropped. */
  slot: number | undefined;
  handle: ComponentProps<'span'>;
  onUsage: (usage: Usage) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

function FactRow({ held, at, slot, handle, onUsage, ...order }: FactRowProps) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const { around, problems } = usePanel();
  const isReadOnly = useIsReadOnly();
  const isLast = order.index === order.count - 1;
  const fact = around.facts[held.fact];
  const name = fact ? say(fact.name) : held.fact;
  return (
    <li
      className={`panel-row${slot === order.index ? ' is-before' : ''}${isLast && slot === order.count ? ' is-after' : ''}`}
      data-at={at}
      data-slot={order.index}
    >
      <div className="panel-row-line">
        {!isReadOnly && (
          <span className="form-grip" aria-hidden {...handle}>
            <HolderOutlined />
          </span>
        )}
        <span className="panel-row-name" title={held.fact}>
          {name}
          {fact?.unit && <span className="panel-row-unit"> {fact.unit}</span>}
        </span>
        <Choose
          className="panel-usage"
          isPlain
          value={usageOf(held)}
          options={(Object.keys(usages) as Usage[]).map((usage) => ({
            value: usage,
            label: t(`form.usage.${usage}`),
          }))}
          listWidth={96}
          onChange={(usage) => onUsage(usage as Usage)}
          aria-label={t('form.usageOf', { name })}
        />
        <OrderTools name={name} {...order} />
      </div>
      {at !== undefined && <ProblemNotes problems={problemsAt(problems, at)} />}
    </li>
  );
}

/** Facts with what they hold, to be searched by name in both languages or id. */
function useFactOptions() {
  const say = useSay();
  return ({ facts }: Around) =>
    Object.entries(facts).map(([id, { name, type, unit }]) => ({
      value: id,
      label: say(name),
      note: unit ?? say(typeNames[type]),
      search: `${name.zh} ${name.en}`,
    }));
}
