/** The examples that speak of a rule, run as the rule is edited: green, red, and why. */
import { DownOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleExample } from '@flowmeter/engine/definition/examples.ts';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { Mark } from '../../display/mark.tsx';
import { blankExamples } from '../../document/rules/document.ts';
import { useRules } from './desk.ts';
import { ExampleEditor } from './example-editor.tsx';
import { type Claim, rowsAbout } from './outcomes.ts';
import type { Verdict } from './verdict.ts';
import { FromFinding } from './from-finding.tsx';
import type { Given } from './readings.ts';
import { VerdictMark } from './why.tsx';

export function RuleExamples({ rule }: { rule: Rule }) {
  const { t } = useTranslation('rules');
  const { outcomes, port } = useRules();
  const rows = rowsAbout(outcomes, rule);
  const failing = rows.filter(({ claim }) => claim.expected !== claim.actual).length;
  const add = useAddExample(rule);
  return (
    <section className="rule-part" aria-label={t('examples.title')}>
      <div className="rule-part-head">
        <h3>
          {t('examples.title')}
          <span className="section-count">{rows.length}</span>
        </h3>
        <ExamplesMark count={rows.length} failing={failing} />
      </div>
      {rows.length === 0 && <p className="quiet">{t('examples.none')}</p>}
      <ul className="rule-examples">
        {rows.map(({ index, outcome, claim }) => (
          <Example key={index} rule={rule} index={index} row={outcome.row} claim={claim} />
        ))}
      </ul>
      {port !== undefined && (
        <div className="rule-tools">
          <Button
            size="small"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => add({}, t('examples.newTitle'), 'unknown')}
          >
            {t('examples.add')}
          </Button>
          <FromFinding rule={rule} onTake={(given, title) => add(given, title, 'hits')} />
        </div>
      )}
    </section>
  );
}

/** Adds a row that says what of the rule. */
export function useAddExample(rule: Rule) {
  const { document, port } = useRules();
  return (given: Given, title: string, verdict: Verdict) => {
    const blank = blankExamples(document.set);
    const row = { title, given, then: { [verdict]: [rule.id] } };
    port?.perform({ do: 'addExample', args: { row, blank } });
  };
}

/** How the examples stand, at a glance. */
export function ExamplesMark({ count, failing }: { count: number; failing: number }) {
  const { t } = useTranslation('rules');
  if (count === 0) return null;
  if (failing > 0) {
    return (
      <Mark plain colour="red" icon="cross">
        {t('examples.failing', { count: failing })}
      </Mark>
    );
  }
  return (
    <Mark plain colour="green" icon="done">
      {t('examples.holding')}
    </Mark>
  );
}

interface ExampleProps {
  rule: Rule;
  index: number;
  row: RuleExample | undefined;
  claim: Claim;
}

function Example({ rule, index, row, claim }: ExampleProps) {
  const { t } = useTranslation('rules');
  const [isOpen, setIsOpen] = useState(false);
  const holds = claim.expected === claim.actual;
  return (
    <li className="rule-example" data-holds={holds}>
      <button
        type="button"
        className="rule-example-line"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {isOpen ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
        <Mark plain colour={holds ? 'green' : 'red'} icon={holds ? 'done' : 'cross'}>
          <span className="unseen">{t(holds ? 'examples.holds' : 'examples.fails')}</span>
        </Mark>
        <span className="rule-example-title">{row?.title}</span>
        <Expectation claim={claim} />
      </button>
      {isOpen && row !== undefined && (
        <ExampleEditor rule={rule} index={index} row={row} claim={claim} />
      )}
    </li>
  );
}

/** What was agreed, and what comes of it where that differs. */
function Expectation({ claim: { expected, actual } }: { claim: Claim }) {
  const { t } = useTranslation('rules');
  if (expected === actual) return <VerdictMark verdict={expected} />;
  return (
    <span className="rule-example-differs">
      {t('examples.differs', {
        expected: t(`verdict.${expected}`),
        actual: actual === undefined ? t('verdict.gone') : t(`verdict.${actual}`),
      })}
    </span>
  );
}
