/** One derived fact opened: the sentence, its fields, its expression, its examples, who uses it. */
import { CloseOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, ConfigProvider, Segmented } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DerivedFact } from '@flowmeter/engine/definition/derived.ts';
import { describeExpression } from '@flowmeter/engine/records/words.ts';
import { scopeOf } from '@flowmeter/engine/records/scope.ts';
import { kindOfType } from '@flowmeter/engine/records/kinds.ts';
import type { Path } from '../../document/assign.ts';
import { useSay } from '../../words/say.ts';
import { ExpressionContext } from '../expression/desk.ts';
import { ExpressionNode } from '../expression/expression-node.tsx';
import { ExactProblems } from '../inputs/field.tsx';
import { Tool } from '../inputs/tool.tsx';
import { ReadOnlyContext, useProblems } from '../panel.ts';
import { ProblemCount } from '../problem-count.tsx';
import { problemsAt } from '../problem-order.ts';
import { type Jump, useJump } from '../use-jump.ts';
import { DerivedExamples } from './derived-examples.tsx';
import { DerivedForm } from './derived-form.tsx';
import { DerivedJson } from './derived-json.tsx';
import { DerivedParams } from './derived-params.tsx';
import { RemoveDialog } from '../facts/remove-dialog.tsx';
import { DerivedUses } from './derived-uses.tsx';
import { useDerived } from './desk.ts';
import { outcomesOf } from './example-run.ts';
import { LiveChoose } from './live-choose.tsx';

interface DerivedPanelProps {
  id: string;
  fact: DerivedFact;
  jump: Jump | undefined;
  /** Opens another fact, or (undefined) none. */
  onOpen: (id: string | undefined) => void;
}

export type ChangeFact = (path: Path, value: unknown, burst?: string) => void;

const views = ['form', 'json'] as const;
type View = (typeof views)[number];

export function DerivedPanel({ id, fact, jump, onOpen }: DerivedPanelProps) {
  const { t } = useTranslation('derived');
  const say = useSay();
  const { port, usesOf } = useDerived();
  const frame = useRef<HTMLElement>(null);
  useJump(frame, jump, noSection);
  const [view, setView] = useState<View>('form');
  const at = `/facts/${id}`;
  const change: ChangeFact = (path, value, burst) =>
    void port?.perform({ do: 'changeFact', args: { id, path, value } }, burst);
  return (
    <ReadOnlyContext value={port === undefined}>
      <ConfigProvider componentDisabled={port === undefined}>
        <section ref={frame} className="rule-panel" aria-label={say(fact.name)}>
          <PanelHead id={id} fact={fact} view={view} onView={setView} onOpen={onOpen} />
          <ExactProblems at={at} />
          <Sentence fact={fact} />
          {view === 'form' ? (
            <>
              <DerivedForm id={id} fact={fact} change={change} onOpen={onOpen} />
              <DerivedParams params={fact.params ?? {}} at={`${at}/params`} change={change} />
              <Worked key={id} id={id} fact={fact} change={change} />
            </>
          ) : (
            <DerivedJson key={id} id={id} fact={fact} />
          )}
          <DerivedExamples id={id} fact={fact} />
          <section className="rule-part" aria-label={t('uses')}>
            <h3>
              {t('uses')}
              <span className="section-count">{usesOf(id).length}</span>
            </h3>
            <DerivedUses uses={usesOf(id)} />
          </section>
        </section>
      </ConfigProvider>
    </ReadOnlyContext>
  );
}

/** A fact has no sections that could be closed. */
function noSection(): undefined {}

/** The whole expression as it is read out. */
function Sentence({ fact }: { fact: DerivedFact }) {
  const { t } = useTranslation('derived');
  const say = useSay();
  const { kind, terms } = useDerived();
  const { value, params } = fact;
  const words = useMemo(
    () => describeExpression(value, { facts: kind.facts, kinds: terms.kinds, params }),
    [value, params, kind, terms],
  );
  return (
    <p className="derived-sentence" aria-live="polite">
      {t('sentence', { name: say(fact.name), words: say(words) })}
    </p>
  );
}

interface WorkedProps {
  id: string;
  fact: DerivedFact;
  change: ChangeFact;
}

/** How it is worked out, with what each part comes to on the example that is looked at. */
function Worked({ id, fact, change }: WorkedProps) {
  const { t } = useTranslation('derived');
  const { kind, terms, examples, pack } = useDerived();
  const [shown, setShown] = useState<number>();
  const scope = useMemo(() => scopeOf(terms, kind, fact), [terms, kind, fact]);
  const outcomes = useMemo(
    () => outcomesOf(id, examples, pack).filter(({ source }) => source !== undefined),
    [id, examples, pack],
  );
  const chosen = outcomes.find(({ index }) => index === shown) ?? outcomes[0];
  const live = chosen?.source;
  const params = fact.params ?? noParams;
  const desk = useMemo(() => ({ Node: ExpressionNode, params, live }), [params, live]);
  const wanted = kindOfType(fact.type);
  return (
    <section className="rule-part" aria-label={t('how')}>
      <div className="rule-part-head">
        <h3>{t('how')}</h3>
        {outcomes.length > 0 && (
          <LiveChoose
            rows={outcomes.map(({ index, row }) => ({ index, title: row.title }))}
            current={chosen?.index}
            onChoose={setShown}
          />
        )}
      </div>
      <ExpressionContext value={desk}>
        <ExpressionNode
          label={t('answer')}
          value={fact.value}
          scope={scope}
          at={`/facts/${id}/value`}
          wanted={wanted === undefined ? [] : [wanted]}
          options={fact.options}
          onChange={(next, burst) => change(['value'], next, burst)}
        />
      </ExpressionContext>
    </section>
  );
}

const noParams: NonNullable<DerivedFact['params']> = {};

interface HeadProps extends Omit<DerivedPanelProps, 'jump'> {
  view: View;
  onView: (view: View) => void;
}

function PanelHead({ id, fact, view, onView, onOpen }: HeadProps) {
  const { t } = useTranslation(['derived', 'facts']);
  const say = useSay();
  const { port, inForce, usesOf } = useDerived();
  const used = usesOf(id);
  const [isAsking, setIsAsking] = useState(false);
  const problems = problemsAt(useProblems(), `/facts/${id}`);
  const remove = () => {
    setIsAsking(false);
    if (port?.perform({ do: 'removeFact', args: { id } }) !== undefined) onOpen(undefined);
  };
  return (
    <header className="rule-panel-head">
      <div className="rule-panel-title">
        <h2>{say(fact.name)}</h2>
        <code>{id}</code>
        <ProblemCount problems={problems} />
      </div>
      <div className="rule-panel-tools">
        <Segmented
          disabled={false}
          value={view}
          options={views.map((value) => ({ value, label: t(`view.${value}`) }))}
          onChange={onView}
          aria-label={t('view.label')}
        />
        <Tool
          label={t('facts:remove.open', { name: say(fact.name) })}
          icon={<DeleteOutlined aria-hidden />}
          isDanger
          onClick={() => (inForce.has(id) ? setIsAsking(true) : remove())}
        />
        <Button
          type="text"
          size="small"
          disabled={false}
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('facts:panel.close')}
          onClick={() => onOpen(undefined)}
        />
      </div>
      {isAsking && (
        <RemoveDialog
          name={fact.name}
          uses={used.length}
          onRemove={remove}
          onClose={() => setIsAsking(false)}
        >
          {used.length > 0 && <DerivedUses uses={used} />}
        </RemoveDialog>
      )}
    </header>
  );
}
