/** One example opened: what is given, what is agreed, what comes of it and why. */
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleExample } from '@flowmeter/engine/definition/examples.ts';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { isRecords } from '@flowmeter/engine/examples/given-subject.ts';
import { useWording } from '../condition/terms.ts';
import { Choose } from '../inputs/choose.tsx';
import { TextInput } from '../inputs/text-input.tsx';
import { withClaim } from './claim.ts';
import { useRules, useRuleTerms } from './desk.ts';
import { GivenRecords } from './given-records.tsx';
import type { Claim } from './outcomes.ts';
import { type Verdict, verdicts } from './verdict.ts';
import { type Given, readingsOf } from './readings.ts';
import { RecordForm } from './record-form.tsx';
import { Why } from './why.tsx';

interface ExampleEditorProps {
  rule: Rule;
  index: number;
  row: RuleExample;
  claim: Claim;
}

export function ExampleEditor({ rule, index, row, claim }: ExampleEditorProps) {
  const { t } = useTranslation('rules');
  const { port } = useRules();
  const put = (next: RuleExample, burst?: string) =>
    port?.perform({ do: 'changeExample', args: { index, row: next } }, burst);
  const { actual } = claim;
  return (
    <div className="example-editor">
      <div className="example-head">
        <TextInput
          value={row.title}
          accepts={(text) => text.trim() !== ''}
          maxLength={200}
          write={(title, burst) => put({ ...row, title }, burst)}
          aria-label={t('examples.titleLabel')}
        />
        <Choose
          value={claim.expected}
          options={verdicts.map((value) => ({ value, label: t(`verdict.${value}`) }))}
          onChange={(chosen) => put(withClaim(row, rule.id, chosen as Verdict))}
          aria-label={t('examples.expected')}
        />
      </div>
      {isRecords(row.given) ? (
        <GivenRecords given={row.given} onChange={(given) => put({ ...row, given })} />
      ) : (
        <GivenReadings
          rule={rule}
          given={row.given}
          onChange={(given, burst) => put({ ...row, given: { ...given } }, burst)}
        />
      )}
      <Why rule={rule} given={row.given} />
      {port !== undefined && (
        <div className="rule-tools">
          {actual !== undefined && actual !== claim.expected && (
            <Button size="small" onClick={() => put(withClaim(row, rule.id, actual))}>
              {t('examples.accept', { verdict: t(`verdict.${actual}`) })}
            </Button>
          )}
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

interface GivenReadingsProps {
  rule: Rule;
  given: Given;
  onChange: (given: Given, burst?: string) => void;
}

/** What the rule reads of one record, each with its own field. */
function GivenReadings({ rule, given, onChange }: GivenReadingsProps) {
  const { t } = useTranslation('rules');
  const terms = useRuleTerms(rule);
  const wording = useWording(terms);
  const fields = useMemo(
    () => readingsOf(rule, given, terms, wording),
    [rule, given, terms, wording],
  );
  return (
    <RecordForm label={t('examples.given')} fields={fields} given={given} onChange={onChange} />
  );
}
