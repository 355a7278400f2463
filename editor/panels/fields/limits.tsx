/** Limits side by side, in three layers: each said in one line, opened to be changed. */
import { DownOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Limit } from '@flowmeter/engine/definition/limit.ts';
import { describe } from '@flowmeter/engine/rules/explain.ts';
import { BasisLabel } from '../../display/basis.tsx';
import { useSay } from '../../words/say.ts';
import { useConditionTerms, useWording } from '../condition/terms.ts';
import { ExactProblems, ProblemNotes } from '../inputs/field.tsx';
import { useListFocus } from '../inputs/list-focus.ts';
import { moved } from '../inputs/moved.ts';
import { OrderTools } from '../inputs/tool.tsx';
import { useMixedWords } from '../labels.ts';
import { useIsReadOnly, usePanel } from '../panel.ts';
import { problemsAt } from '../problem-order.ts';
import type { FieldProps } from '../subject.ts';
import { limitRows } from './limit-rows.tsx';
import { newLimit } from './new-limit.ts';

export function LimitsField({ value, isMixed, change, at }: FieldProps<Limit[]>) {
  const { t } = useTranslation('panels');
  const { document, around } = usePanel();
  const mixed = useMixedWords();
  const [list, focus] = useListFocus();
  const isReadOnly = useIsReadOnly();
  const [open, setOpen] = useState<string>();
  if (isMixed) return <p className="panel-help">{mixed}</p>;
  const limits = value ?? [];
  const add = () => {
    const limit = newLimit(limits, document.flow, around.calendars);
    change(limit, [limits.length]);
    setOpen(limit.id);
  };
  return (
    <div ref={list} data-at={at}>
      <ExactProblems at={at} />
      {limits.length === 0 && <p className="panel-help">{t('limit.none')}</p>}
      <ol className="panel-rows">
        {limits.map((limit, index) => (
          <LimitCard
            key={limit.id}
            limit={limit}
            at={at && `${at}/${index}`}
            isOpen={open === limit.id}
            onToggle={() => setOpen(open === limit.id ? undefined : limit.id)}
            change={(next, path, burst) => change(next, [index, ...path], burst)}
            index={index}
            count={limits.length}
            onMove={(by) => focus.keep(() => change(moved(limits, index, by)))}
            onRemove={() => focus.after(index, () => change(undefined, [index]))}
          />
        ))}
      </ol>
      {!isReadOnly && (
        <Button block type="dashed" icon={<PlusOutlined aria-hidden />} onClick={add}>
          {t('limit.add')}
        </Button>
      )}
    </div>
  );
}

interface CardProps {
  limit: Limit;
  at: string | undefined;
  isOpen: boolean;
  onToggle: () => void;
  change: (value: unknown, path: (string | number)[], burst?: string) => void;
  index: number;
  count: number;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

function LimitCard({ limit, at, isOpen, onToggle, change, ...order }: CardProps) {
  const { t } = useTranslation('panels');
  const { t: shown } = useTranslation('display');
  const { problems } = usePanel();
  const content = useId();
  const name = `${shown(`layer.${limit.layer}`)} ${t('limit.atMost', {
    value: limit.value,
    unit: t(`timeUnit.${limit.unit}`),
  })}`;
  const Chevron = isOpen ? DownOutlined : RightOutlined;
  const found = at === undefined ? [] : problemsAt(problems, at);
  return (
    <li className="panel-card" data-at={at} data-open={isOpen}>
      <div className="panel-row-line">
        <button
          type="button"
          className="panel-opener"
          aria-expanded={isOpen}
          aria-controls={content}
          onClick={onToggle}
        >
          <Chevron aria-hidden />
          <span className="panel-row-name">{name}</span>
        </button>
        <OrderTools name={name} {...order} />
      </div>
      {!isOpen && (
        <>
          <LimitSummary limit={limit} />
          <ProblemNotes problems={found} />
        </>
      )}
      <div id={content} className="panel-card-content" hidden={!isOpen}>
        {isOpen && <LimitForm limit={limit} change={change} at={at} />}
      </div>
    </li>
  );
}

function LimitForm(props: Pick<CardProps, 'limit' | 'change' | 'at'>) {
  return Object.entries(limitRows).map(([key, Part]) =>
    typeof Part === 'function' ? <Part key={key} {...props} /> : null,
  );
}

/** What it rests on, and when it applies. */
function LimitSummary({ limit }: { limit: Limit }) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const terms = useConditionTerms();
  const wording = useWording(terms);
  return (
    <div className="panel-summary">
      <BasisLabel {...limit.basis} />
      {limit.when !== undefined && (
        <span className="panel-sentence">
          {t('condition.when', {
            words: say(describe(limit.when, undefined, terms.facts, wording)),
          })}
        </span>
      )}
    </div>
  );
}
