/** The examples that speak of a derived fact, asked as it is edited: green, red, and what comes of them. */
import { DownOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DerivedFact } from '@flowmeter/engine/definition/derived.ts';
import type { DerivedExample, GivenRecords } from '@flowmeter/engine/definition/examples.ts';
import type { Fact, FactValue } from '@flowmeter/engine/definition/facts.ts';
import { sayValue } from '@flowmeter/engine/rules/words.ts';
import { Mark } from '../../display/mark.tsx';
import { blankExamples } from '../../document/rules/document.ts';
import { useSay } from '../../words/say.ts';
import { ProblemNotes } from '../inputs/field.tsx';
import { TextInput } from '../inputs/text-input.tsx';
import type { Given } from '../rules/readings.ts';
import { RecordForm } from '../rules/record-form.tsx';
import { useDerived } from './desk.ts';
import { type Claim, holds, type Outcome, outcomesOf, withClaim } from './example-run.ts';
import { GivenData } from './given-data.tsx';

interface DerivedExamplesProps {
  id: string;
  fact: DerivedFact;
}

export function DerivedExamples({ id, fact }: DerivedExamplesProps) {
  const { t } = useTranslation('derived');
  const { examples, pack, port } = useDerived();
  const outcomes = useMemo(() => outcomesOf(id, examples, pack), [id, examples, pack]);
  const failing = outcomes.filter((one) => !holds(one)).length;
  return (
    <section className="rule-part" aria-label={t('examples.title')}>
      <div className="rule-part-head">
        <h3>
          {t('examples.title')}
          <span className="section-count">{outcomes.length}</span>
        </h3>
        {outcomes.length > 0 && (
          <Mark plain colour={failing > 0 ? 'red' : 'green'} icon={failing > 0 ? 'cross' : 'done'}>
            {failing > 0 ? t('examples.failing', { n: failing }) : t('examples.holding')}
          </Mark>
        )}
      </div>
      {outcomes.length === 0 && <p className="quiet">{t('examples.none')}</p>}
      <ul className="rule-examples">
        {outcomes.map((outcome) => (
          <Example key={outcome.index} outcome={outcome} fact={fact} />
        ))}
      </ul>
      {port !== undefined && <AddExample id={id} />}
    </section>
  );
}

/** One more: on the data of another example, or on a record of its own. */
function AddExample({ id }: { id: string }) {
  const { t } = useTranslation('derived');
  const { set, examples, kind, port } = useDerived();
  const add = () => {
    const like = examples?.rows.at(-1) as DerivedExample | undefined;
    const given = like?.given ?? blankGiven(set.record, kind.definition.key);
    const row = { title: t('examples.newTitle'), given, then: { unknown: [id] } };
    port?.perform({ do: 'addExample', args: { row, blank: blankExamples(set) } });
  };
  return (
    <div className="rule-tools">
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={add}>
        {t('examples.add')}
      </Button>
    </div>
  );
}

function blankGiven(record: string, key: readonly string[]): GivenRecords {
  const row = Object.fromEntries(key.map((field) => [field, 'A1']));
  const ask = { record, key: key.map(() => 'A1'), at: '2026-01-31T00:00:00+08:00' };
  return { records: { [record]: [row] }, ask };
}

interface ExampleProps {
  outcome: Outcome;
  fact: DerivedFact;
}

function Example({ outcome, fact }: ExampleProps) {
  const { t } = useTranslation('derived');
  const [isOpen, setIsOpen] = useState(false);
  const isRight = holds(outcome) && outcome.problems.length === 0;
  return (
    <li className="rule-example" data-holds={isRight}>
      <button
        type="button"
        className="rule-example-line"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {isOpen ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
        <Mark plain colour={isRight ? 'green' : 'red'} icon={isRight ? 'done' : 'cross'}>
          <span className="unseen">{t(isRight ? 'examples.holds' : 'examples.fails')}</span>
        </Mark>
        <span className="rule-example-title">{outcome.row.title}</span>
        {outcome.claims.map((claim) => (
          <Expectation key={claim.reading} claim={claim} fact={fact} />
        ))}
      </button>
      {isOpen && <ExampleEditor outcome={outcome} fact={fact} />}
    </li>
  );
}

/** What was agreed, and what comes of it where that differs. */
function Expectation({ claim: { expected, actual }, fact }: { claim: Claim; fact: DerivedFact }) {
  const { t } = useTranslation('derived');
  const words = useValueWords(fact);
  if (expected === actual) return <span className="figures">{words(expected)}</span>;
  return (
    <span className="rule-example-differs">
      {t('examples.differs', { expected: words(expected), actual: words(actual) })}
    </span>
  );
}

function useValueWords(fact: DerivedFact): (value: FactValue | undefined) => string {
  const { t } = useTranslation('derived');
  const say = useSay();
  const { terms } = useDerived();
  const { value: _, params: __, ...declared } = fact;
  return (value) => {
    if (value === undefined) return t('live.unknown');
    if (value === null) return t('live.null');
    return say(sayValue('x', value, { x: declared }, { zone: terms.setting.zone }));
  };
}

function ExampleEditor({ outcome: { index, row, claims, problems }, fact }: ExampleProps) {
  const { t } = useTranslation('derived');
  const { port } = useDerived();
  const put = (next: DerivedExample, burst?: string) =>
    port?.perform({ do: 'changeExample', args: { index, row: next } }, burst);
  return (
    <div className="example-editor">
      <TextInput
        value={row.title}
        accepts={(text) => text.trim() !== ''}
        maxLength={200}
        write={(title, burst) => put({ ...row, title }, burst)}
        aria-label={t('examples.titleLabel')}
      />
      {claims.map((claim) => (
        <Expected
          key={claim.reading}
          claim={claim}
          fact={fact}
          onChange={(value, burst) => put(withClaim(row, claim.reading, value), burst)}
        />
      ))}
      <ProblemNotes problems={problems} />
      <GivenData given={row.given} onChange={(given, burst) => put({ ...row, given }, burst)} />
      {port !== undefined && (
        <div className="rule-tools">
          <Button
            size="small"
            type="text"
            danger
            onClick={() => port.perform({ do: 'removeExample', args: { index } })}
          >
            {t('examples.remove')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface ExpectedProps {
  claim: Claim;
  fact: DerivedFact;
  onChange: (value: Given[string] | undefined, burst?: string) => void;
}

/** What has to come of it; left empty: that it cannot be known. What comes of it now is taken by a click. */
function Expected({ claim: { reading, expected, actual }, fact, onChange }: ExpectedProps) {
  const { t } = useTranslation('derived');
  const { port } = useDerived();
  const words = useValueWords(fact);
  const { value: _, params: __, ...declared } = fact;
  const asked: Fact = { ...declared, nullable: true };
  const given: Given = expected === undefined ? {} : { [reading]: expected as Given[string] };
  const isOther = reading.includes('(');
  const label = isOther ? { zh: reading, en: reading } : fact.name;
  return (
    <div className="example-expected">
      <RecordForm
        label={t('examples.expected')}
        fields={[{ name: reading, label, fact: asked }]}
        given={given}
        onChange={(next, burst) => onChange(next[reading], burst)}
      />
      {port !== undefined && actual !== expected && (
        <Button size="small" onClick={() => onChange(actual as Given[string] | undefined)}>
          {t('examples.accept', { value: words(actual) })}
        </Button>
      )}
    </div>
  );
}
