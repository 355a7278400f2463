/** The form of a step: which facts it takes, in order, and how. */
import { useTranslation } from 'react-i18next';
import type { Field as OnForm } from '@flowmeter/engine/steps/base.ts';
import { typeNames } from '@flowmeter/engine/rules/check.ts';
import { useSay } from '../../words/say.ts';
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

/** How a fact stands on the form; one row a way, as the two marks of the schema say it. */
export const usages = {
  required: {},
  optional: { optional: true },
  readonly: { readonly: true },
} as const satisfies Record<string, Omit<OnForm, 'fact'>>;

export type Usage = keyof typeof usages;

export function usageOf({ optional, readonly }: OnForm): Usage {
  if (readonly) return 'readonly';
  return optional ? 'optional' : 'required';
}

export function FormField({ spec, value, isMixed, change, at }: SpecProps<'form'>) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const { around } = usePanel();
  const mixed = useMixedWords();
  const isReadOnly = useIsReadOnly();
  const [list, focus] = useListFocus();
  const optionsOf = useFactOptions();
  if (isMixed) return <p className="panel-help">{mixed}</p>;
  const form = value ?? [];
  const used = new Set(form.map(({ fact }) => fact));
  return (
    <div ref={list} data-at={at}>
      <ExactProblems at={at} />
      {form.length === 0 && spec.empty && <p className="panel-help">{say(spec.empty)}</p>}
      <ol className="panel-rows">
        {form.map((one, index) => (
          <FactRow
            key={one.fact}
            held={one}
            index={index}
            count={form.length}
            at={at && `${at}/${index}`}
            onUsage={(usage) => change({ fact: one.fact, ...usages[usage] }, [index])}
            onMove={(by) => focus.keep(() => change(moved(form, index, by)))}
            onRemove={() => focus.after(index, () => change(undefined, [index]))}
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
    </div>
  );
}

interface FactRowProps {
  held: OnForm;
  index: number;
  count: number;
  at: string | undefined;
  onUsage: (usage: Usage) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

function FactRow({ held, at, onUsage, ...order }: FactRowProps) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const { around, problems } = usePanel();
  const fact = around.facts[held.fact];
  const name = fact ? say(fact.name) : held.fact;
  return (
    <li className="panel-row" data-at={at}>
      <div className="panel-row-line">
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
