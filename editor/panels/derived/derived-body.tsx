/** Derived facts on the screen: each with how it is worked out, and beside them the one that is opened. */
import '../panels.css';
import '../../theme/rules.css';
import '../../theme/facts.css';
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DerivedFact } from '@flowmeter/engine/definition/derived.ts';
import { describeExpression } from '@flowmeter/engine/records/words.ts';
import { FilterText } from '../../display/filters.tsx';
import { Mark } from '../../display/mark.tsx';
import { Nothing } from '../../display/nothing.tsx';
import { newDerived } from '../../document/facts/begun.ts';
import { freshFactId } from '../../document/facts/document.ts';
import { useSay } from '../../words/say.ts';
import { useProblems } from '../panel.ts';
import { ProblemCount } from '../problem-count.tsx';
import { problemsAt } from '../problem-order.ts';
import type { Jump } from '../use-jump.ts';
import { DerivedContext, type DerivedDesk, useDerived } from './desk.ts';
import { DerivedPanel } from './derived-panel.tsx';
import { holds, outcomesOf } from './example-run.ts';

interface DerivedBodyProps {
  desk: DerivedDesk;
  /** The id of the fact that is opened. */
  open: string | undefined;
  jump?: Jump | undefined;
  onOpen: (id: string | undefined) => void;
}

export function DerivedBody({ desk, open, jump, onOpen }: DerivedBodyProps) {
  const { t } = useTranslation('derived');
  const [query, setQuery] = useState<string>();
  const { facts } = desk.set;
  const wanted = query?.toLowerCase() ?? '';
  const rows = Object.entries(facts).filter(([id, { name }]) =>
    [id, name.zh, name.en].some((text) => text.toLowerCase().includes(wanted)),
  );
  const fact = open !== undefined && Object.hasOwn(facts, open) ? facts[open] : undefined;
  return (
    <DerivedContext value={desk}>
      <div className="rules-body derived-body" data-open={fact !== undefined}>
        <section className="rules-list" aria-label={t('title')}>
          <div className="facts-tools">
            <FilterText label={t('find')} value={query} onChange={setQuery} />
            <AddFact onAdded={(id) => [setQuery(undefined), onOpen(id)]} />
          </div>
          {rows.length === 0 && <Nothing text={t('empty')} />}
          <ul className="derived-list">
            {rows.map(([id, one]) => (
              <Row key={id} id={id} fact={one} isOpen={id === open} onOpen={onOpen} />
            ))}
          </ul>
        </section>
        {open !== undefined && fact !== undefined && (
          <DerivedPanel id={open} fact={fact} jump={jump} onOpen={onOpen} />
        )}
      </div>
    </DerivedContext>
  );
}

interface RowProps {
  id: string;
  fact: DerivedFact;
  isOpen: boolean;
  onOpen: (id: string) => void;
}

function Row({ id, fact, isOpen, onOpen }: RowProps) {
  const { t } = useTranslation('derived');
  const say = useSay();
  const { kind, terms, examples, pack } = useDerived();
  const problems = problemsAt(useProblems(), `/facts/${id}`);
  const how = useMemo(
    () =>
      describeExpression(fact.value, {
        facts: kind.facts,
        kinds: terms.kinds,
        params: fact.params,
      }),
    [fact, kind, terms],
  );
  const failing = useMemo(
    () => outcomesOf(id, examples, pack).filter((one) => !holds(one)).length,
    [id, examples, pack],
  );
  return (
    <li>
      <button
        type="button"
        className="derived-row"
        aria-current={isOpen ? 'true' : undefined}
        onClick={() => onOpen(id)}
      >
        <span className="derived-row-head">
          <span className="row-title">{say(fact.name)}</span>
          {failing > 0 && (
            <Mark plain colour="red" icon="cross">
              {t('examples.failing', { n: failing })}
            </Mark>
          )}
          <ProblemCount problems={problems} />
        </span>
        <span className="derived-how">{say(how)}</span>
      </button>
    </li>
  );
}

function AddFact({ onAdded }: { onAdded: (id: string) => void }) {
  const { t } = useTranslation('derived');
  const { set, kind, port } = useDerived();
  if (port === undefined) return null;
  const add = () => {
    const taken = new Set([...Object.keys(set.facts), ...Object.keys(kind.facts)]);
    const id = freshFactId((one) => taken.has(one), 'new_fact');
    if (port.perform({ do: 'addFact', args: { id, fact: newDerived } }) !== undefined) onAdded(id);
  };
  return (
    <Button
      type="text"
      size="small"
      className="facts-add"
      icon={<PlusOutlined aria-hidden />}
      onClick={add}
    >
      {t('add')}
    </Button>
  );
}
