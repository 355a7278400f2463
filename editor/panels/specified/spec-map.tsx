/** Facts under the names that somebody else has for them. */
import { ArrowLeftOutlined, DeleteOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Id } from '@flowmeter/engine/definition/header.ts';
import { AddFrom } from '../inputs/choose.tsx';
import { ExactProblems, ProblemNotes } from '../inputs/field.tsx';
import { useListFocus } from '../inputs/list-focus.ts';
import { TextInput } from '../inputs/text-input.tsx';
import { Tool } from '../inputs/tool.tsx';
import { useIsReadOnly, usePanel } from '../panel.ts';
import { problemsAt } from '../problem-order.ts';
import { useSay } from '../../words/say.ts';
import { FactChoice, useFactOptions } from './spec-named.tsx';
import { type SpecProps, textOf } from './spec-props.ts';

export function SpecMap({ input, value, change, at }: SpecProps<'map'>) {
  const { t } = useTranslation('panels');
  const isReadOnly = useIsReadOnly();
  const [list, focus] = useListFocus();
  const factOptions = useFactOptions();
  const { keys, known } = input;
  const map = value ?? {};
  const rows = Object.keys(map);
  const rename = (from: string, to: string, burst: string) =>
    change(
      Object.fromEntries(Object.entries(map).map(([key, one]) => [key === from ? to : key, one])),
      [],
      burst,
    );
  return (
    <div ref={list} data-at={at}>
      <ExactProblems at={at} />
      <ol className="panel-rows">
        {[...rows.entries()].map(([place, key]) => (
          <Pair
            key={keys === 'fact' ? key : place}
            name={key}
            isFact={keys === 'fact'}
            others={rows}
            source={textOf(map[key])}
            isKnown={known === true}
            at={at && `${at}/${key}`}
            onRename={(to, burst) => rename(key, to, burst)}
            onChoose={(fact) => change(fact, [key])}
            onRemove={() => focus.after(place, () => change(undefined, [key]))}
          />
        ))}
      </ol>
      {!isReadOnly && (
        <AddFrom
          label={t('form.add')}
          options={() => factOptions({}).filter((one) => !rows.includes(one.value))}
          onAdd={(fact) => change(fact, [fact])}
        />
      )}
    </div>
  );
}

interface PairProps {
  /** What it is called on the other side: the id of a fact, or any name. */
  name: string;
  isFact: boolean;
  others: readonly string[];
  source: string | undefined;
  isKnown: boolean;
  at: string | undefined;
  onRename: (to: string, burst: string) => void;
  onChoose: (fact: string) => void;
  onRemove: () => void;
}

function Pair({ name: key, isFact, source, at, ...props }: PairProps) {
  const { t } = useTranslation('panels');
  const { around, problems } = usePanel();
  const say = useSay();
  const factOptions = useFactOptions();
  const fact = around.facts[key];
  const name = isFact && fact ? say(fact.name) : key;
  return (
    <li className="panel-card" data-at={at}>
      <div className="panel-row-line">
        {isFact ? (
          <span className="panel-row-name" title={key}>
            {name}
          </span>
        ) : (
          <TextInput
            value={key}
            accepts={(typed) => Id.safeParse(typed).success && !props.others.includes(typed)}
            refusal={t('notAnId')}
            write={props.onRename}
            aria-label={t('specified.key')}
          />
        )}
        <Tool
          label={t('tool.remove', { name })}
          icon={<DeleteOutlined aria-hidden />}
          isDanger
          onClick={props.onRemove}
        />
      </div>
      <div className="panel-row-line">
        <ArrowLeftOutlined aria-hidden />
        <FactChoice
          aria-label={t('specified.from', { name })}
          placeholder={t('condition.chooseFact')}
          value={source}
          options={factOptions(props.isKnown ? { known: true } : {}, source)}
          onChange={(chosen) => chosen !== undefined && props.onChoose(chosen)}
        />
      </div>
      {at !== undefined && <ProblemNotes problems={problemsAt(problems, at)} />}
    </li>
  );
}
