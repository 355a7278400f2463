/** A rule by its fields; the condition is the same editor that flows have. */
import { Radio } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { all, type Pack } from '@flowmeter/engine/definition/pack.ts';
import {
  type Rule,
  ruleRecords,
  severities,
  stages,
} from '@flowmeter/engine/definition/ruleset.ts';
import type { Path } from '../../document/assign.ts';
import { useSay } from '../../words/say.ts';
import { ConditionEditor } from '../condition.tsx';
import { Choose, ChooseMany, useOptions } from '../inputs/choose.tsx';
import { DayInput } from '../inputs/day-input.tsx';
import { Field } from '../inputs/field.tsx';
import { SwitchField } from '../inputs/switch-field.tsx';
import { TextInput } from '../inputs/text-input.tsx';
import { WordsInput } from '../inputs/words-input.tsx';
import { useRules, useRuleTerms } from './desk.ts';

export interface RuleFormProps {
  rule: Rule;
  /** JSON Pointer of the rule. */
  at: string;
  /** Is the rule in force under this id already? Then findings speak of it, and it stays. */
  isKnown: boolean;
  change: (path: Path, value: unknown, burst?: string) => void;
}

export function RuleForm(props: RuleFormProps) {
  const { t } = useTranslation('rules');
  const { rule, at, change } = props;
  const terms = useRuleTerms(rule);
  return (
    <div className="rule-form">
      <Words label={t('field.name')} part="name" {...props} />
      <Field label={t('field.conditions')} at={`${at}/conditions`} isGroup>
        {() => (
          <ConditionEditor
            label={t('field.conditionsOf', { id: rule.id })}
            value={rule.conditions}
            terms={terms}
            at={`${at}/conditions`}
            onChange={(next, burst) => next !== undefined && change(['conditions'], next, burst)}
          />
        )}
      </Field>
      <div className="rule-form-row">
        <Identity {...props} />
        <Severity {...props} />
      </div>
      <div className="rule-form-row">
        <Stage {...props} />
        <RecordOf {...props} />
      </div>
      <Words label={t('field.theme')} part="theme" {...props} />
      <Flows {...props} />
      {rule.stage === 'before' && <Blocking {...props} />}
      <Words
        label={t('field.message')}
        part="message"
        isLong
        help={t('field.messageHelp')}
        {...props}
      />
      <Words label={t('field.rectification')} part="rectification" isLong {...props} />
      <div className="rule-form-row">
        <DayField label={t('field.valid_from')} part="valid_from" {...props} />
        <DayField label={t('field.valid_to')} part="valid_to" {...props} />
      </div>
    </div>
  );
}

interface WordsProps extends RuleFormProps {
  label: string;
  part: 'name' | 'theme' | 'message' | 'rectification';
  help?: ReactNode;
  isLong?: boolean;
}

function Words({ label, part, help, isLong = false, rule, at, change }: WordsProps) {
  return (
    <Field label={label} at={`${at}/${part}`} help={help} isGroup>
      {() => (
        <WordsInput
          label={label}
          value={rule[part]}
          isLong={isLong}
          write={(words, burst) => words && change([part], words, burst)}
        />
      )}
    </Field>
  );
}

const isId = (text: string) => /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(text);

function Identity({ rule, at, isKnown, change }: RuleFormProps) {
  const { t } = useTranslation('rules');
  return (
    <Field label={t('field.id')} at={`${at}/id`} help={isKnown ? t('field.idStays') : undefined}>
      {(tied) =>
        isKnown ? (
          <code id={tied.id} className="rule-id">
            {rule.id}
          </code>
        ) : (
          <TextInput
            {...tied}
            value={rule.id}
            accepts={isId}
            refusal={t('field.idWrong')}
            write={(id, burst) => change(['id'], id, burst)}
          />
        )
      }
    </Field>
  );
}

function Severity({ rule, at, change }: RuleFormProps) {
  const { t } = useTranslation(['rules', 'display']);
  return (
    <Field label={t('severity')} at={`${at}/severity`} isGroup>
      {(tied) => (
        <Choose
          value={rule.severity}
          options={severities.map((value) => ({ value, label: t(`display:severity.${value}`) }))}
          onChange={(severity) => change(['severity'], severity)}
          aria-labelledby={tied['aria-labelledby']}
        />
      )}
    </Field>
  );
}

function Stage({ rule, at, change }: RuleFormProps) {
  const { t } = useTranslation(['rules', 'display']);
  return (
    <Field label={t('stage')} at={`${at}/stage`} isGroup>
      {(tied) => (
        <Radio.Group
          block
          optionType="button"
          value={rule.stage}
          options={stages.map((value) => ({ value, label: t(`display:stage.${value}`) }))}
          onChange={(event) => change(['stage'], event.target.value)}
          role="radiogroup"
          aria-labelledby={tied['aria-labelledby']}
        />
      )}
    </Field>
  );
}

function RecordOf({ rule, at, change }: RuleFormProps) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const { pack } = useRules();
  const own = ruleRecords.map((value) => ({ value, label: t(`records.${value}`) }));
  const imported = all(pack, 'record').map(({ id, name }) => ({
    value: id,
    label: say(name),
    search: `${name.zh} ${name.en}`,
  }));
  return (
    <Field label={t('record')} at={`${at}/record`} isGroup>
      {(tied) => (
        <Choose
          value={rule.record}
          options={[...own, ...imported]}
          onChange={(record) => record !== undefined && change(['record'], record)}
          aria-labelledby={tied['aria-labelledby']}
        />
      )}
    </Field>
  );
}

/** All flows where none is chosen. */
function Flows({ rule, at, change }: RuleFormProps) {
  const { t } = useTranslation('rules');
  const { pack } = useRules();
  const optionsOf = useOptions();
  const flows = rule.flows ?? [];
  if (!ruleRecords.some((one) => one === rule.record)) return null;
  return (
    <Field label={t('field.flows')} at={`${at}/flows`} help={t('field.flowsHelp')} isGroup>
      {(tied) => (
        <ChooseMany
          value={flows}
          options={optionsOf(namedFlows(pack))}
          placeholder={t('field.allFlows')}
          takesAny
          onChange={(ids) => change(['flows'], ids.length === 0 ? undefined : ids)}
          aria-labelledby={tied['aria-labelledby']}
        />
      )}
    </Field>
  );
}

function namedFlows(pack: Pack) {
  return all(pack, 'flow').map(({ id, name }) => ({ id, name }));
}

/** Only before an action can it be stopped. */
function Blocking({ rule, at, change }: RuleFormProps) {
  const { t } = useTranslation('rules');
  const { pack } = useRules();
  const optionsOf = useOptions();
  const posts = all(pack, 'organisation').flatMap((org) => org.posts);
  return (
    <div className="rule-form-row">
      <SwitchField
        label={t('field.blocks')}
        help={t('field.blocksHelp')}
        value={rule.blocks}
        at={`${at}/blocks`}
        write={(isOn) => change(['blocks'], isOn)}
      />
      {rule.blocks === true && (
        <Field label={t('field.override')} at={`${at}/override_post`} isGroup>
          {(tied) => (
            <Choose
              value={rule.override_post}
              options={optionsOf(posts, rule.override_post)}
              placeholder={t('field.nobody')}
              isOptional
              onChange={(post) => change(['override_post'], post)}
              aria-labelledby={tied['aria-labelledby']}
            />
          )}
        </Field>
      )}
    </div>
  );
}

interface DayProps extends RuleFormProps {
  label: string;
  part: 'valid_from' | 'valid_to';
}

function DayField({ label, part, rule, at, change }: DayProps) {
  return (
    <Field label={label} at={`${at}/${part}`} isGroup>
      {() => <DayInput label={label} value={rule[part]} onChange={(day) => change([part], day)} />}
    </Field>
  );
}
