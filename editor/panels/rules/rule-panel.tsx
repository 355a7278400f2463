/** One rule opened: a sentence, a form and JSON are three views of it; its thresholds and examples below. */
import { CloseOutlined, CopyOutlined } from '@ant-design/icons';
import { Button, ConfigProvider, Segmented } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { SeverityMark } from '../../display/marks.tsx';
import type { Path } from '../../document/assign.ts';
import { useSay } from '../../words/say.ts';
import { ExactProblems } from '../inputs/field.tsx';
import { OrderTools, Tool } from '../inputs/tool.tsx';
import { ReadOnlyContext } from '../panel.ts';
import { ProblemCount } from '../problem-count.tsx';
import { problemsAt } from '../problem-order.ts';
import { type RuleView, ruleViews } from '../../search.ts';
import { type Jump, useJump } from '../use-jump.ts';
import { useRules } from './desk.ts';
import { RuleExamples, useAddExample } from './rule-examples.tsx';
import { RuleForm } from './rule-form.tsx';
import { RuleJson } from './rule-json.tsx';
import { RuleSentence } from './rule-sentence.tsx';
import { Thresholds } from './thresholds.tsx';
import { TryRecord } from './try-record.tsx';

interface RulePanelProps {
  index: number;
  rule: Rule;
  view: RuleView;
  /** Is the rule in force under this id already? */
  isKnown: boolean;
  jump: Jump | undefined;
  onView: (view: RuleView) => void;
  /** Opens another rule, or (undefined) none. */
  onOpen: (id: string | undefined) => void;
}

export function RulePanel(props: RulePanelProps) {
  const { index, rule, view, isKnown, jump, onOpen } = props;
  const { t } = useTranslation('rules');
  const say = useSay();
  const { port } = useRules();
  const frame = useRef<HTMLElement>(null);
  useJump(frame, jump, noSection);
  const at = `/rules/${index}`;
  const follow = (touched: readonly string[] | undefined) => {
    const [id] = touched ?? [];
    if (id !== undefined && id !== rule.id) onOpen(id);
  };
  const change = (path: Path, value: unknown, burst?: string) =>
    follow(port?.perform({ do: 'changeRule', args: { index, path, value } }, burst));
  const replace = (next: Rule) =>
    follow(port?.perform({ do: 'replaceRule', args: { index, rule: next } }));
  return (
    <ReadOnlyContext value={port === undefined}>
      <ConfigProvider componentDisabled={port === undefined}>
        <section
          ref={frame}
          className="rule-panel"
          aria-label={t('panel.label', { name: say(rule.name) })}
        >
          <PanelHead {...props} />
          <ExactProblems at={at} />
          {view === 'sentence' && <RuleSentence rule={rule} at={at} change={change} />}
          {view === 'form' && <RuleForm rule={rule} at={at} isKnown={isKnown} change={change} />}
          {view === 'json' && (
            <RuleJson
              rule={rule}
              at={at}
              fixedId={isKnown ? rule.id : undefined}
              onChange={replace}
            />
          )}
          {view !== 'json' && <Thresholds rule={rule} at={at} change={change} />}
          <RuleExamples rule={rule} />
          <Trial key={rule.id} rule={rule} />
        </section>
      </ConfigProvider>
    </ReadOnlyContext>
  );
}

/** A rule has no sections that could be closed. */
function noSection(): undefined {}

/** What is tried can be kept with what comes of it. */
function Trial({ rule }: { rule: Rule }) {
  const { t } = useTranslation('rules');
  const { port } = useRules();
  const add = useAddExample(rule);
  const keep =
    port === undefined
      ? undefined
      : (given: Parameters<typeof add>[0], verdict: Parameters<typeof add>[2]) =>
          add(given, t('examples.triedTitle'), verdict);
  return <TryRecord rule={rule} onKeep={keep} />;
}

function PanelHead({ index, rule, view, onView, onOpen }: RulePanelProps) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const { problems } = useRules();
  return (
    <header className="rule-panel-head">
      <div className="rule-panel-title">
        <code>{rule.id}</code>
        <h2>{say(rule.name)}</h2>
        <SeverityMark severity={rule.severity} />
        <ProblemCount problems={problemsAt(problems, `/rules/${index}`)} />
      </div>
      <div className="rule-panel-tools">
        <Segmented
          disabled={false}
          value={view}
          options={ruleViews.map((value) => ({ value, label: t(`view.${value}`) }))}
          onChange={onView}
          aria-label={t('view.label')}
        />
        <RuleTools index={index} rule={rule} onOpen={onOpen} />
        <Button
          type="text"
          size="small"
          disabled={false}
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('panel.close')}
          onClick={() => onOpen(undefined)}
        />
      </div>
    </header>
  );
}

/** Order, a copy, away: nothing of it where the set is only shown. */
function RuleTools({ index, rule, onOpen }: Pick<RulePanelProps, 'index' | 'rule' | 'onOpen'>) {
  const { t } = useTranslation(['rules', 'panels']);
  const { document, port } = useRules();
  if (port === undefined) return null;
  const follow = (touched: readonly string[] | undefined) => {
    const [id] = touched ?? [];
    if (id !== undefined) onOpen(id);
  };
  const { length } = document.set.rules;
  return (
    <>
      <Tool
        label={t('panel.duplicate', { id: rule.id })}
        icon={<CopyOutlined aria-hidden />}
        onClick={() => follow(port.perform({ do: 'duplicateRule', args: { index } }))}
      />
      <OrderTools
        name={rule.id}
        index={index}
        count={length}
        refusals={length === 1 ? { remove: t('panel.lastRule') } : {}}
        onMove={(by) => follow(port.perform({ do: 'moveRule', args: { index, by } }))}
        onRemove={() => follow(port.perform({ do: 'removeRule', args: { index } }))}
      />
    </>
  );
}
