/** The thresholds of a rule: each a typed figure with its unit and what it stands on. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Basis } from '@flowmeter/engine/definition/header.ts';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { BasisLabel } from '../../display/basis.tsx';
import type { Path } from '../../document/assign.ts';
import { useSay } from '../../words/say.ts';
import { LiteralInput } from '../condition/literal.tsx';
import { Choose } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { TextInput } from '../inputs/text-input.tsx';
import { OrderTools } from '../inputs/tool.tsx';
import { WordsInput } from '../inputs/words-input.tsx';
import { useIsReadOnly } from '../panel.ts';
import { Editions } from './editions.tsx';
import { newParam, useThresholdShape } from './threshold-shape.ts';

type Params = NonNullable<Rule['params']>;

interface ThresholdsProps {
  rule: Rule;
  /** JSON Pointer of the rule. */
  at: string;
  change: (path: Path, value: unknown, burst?: string) => void;
}

export function Thresholds({ rule, at, change }: ThresholdsProps) {
  const { t } = useTranslation('rules');
  const isReadOnly = useIsReadOnly();
  const ids = Object.keys(rule.params ?? {});
  if (isReadOnly && ids.length === 0) return null;
  return (
    <section className="rule-part" aria-label={t('threshold.title')}>
      <h3>{t('threshold.title')}</h3>
      {ids.length === 0 && <p className="quiet">{t('threshold.none')}</p>}
      <ul className="thresholds">
        {ids.map((id) => (
          <li key={id}>
            <Threshold rule={rule} id={id} at={`${at}/params/${id}`} change={change} />
          </li>
        ))}
      </ul>
      {!isReadOnly && (
        <Button
          type="dashed"
          block
          icon={<PlusOutlined aria-hidden />}
          onClick={() => change(['params', freshParam(rule.params)], newParam)}
        >
          {t('threshold.add')}
        </Button>
      )}
    </section>
  );
}

function freshParam(params: Rule['params'] = {}): string {
  for (let n = 1; ; n += 1) if (!Object.hasOwn(params, `p${n}`)) return `p${n}`;
}

interface ThresholdProps extends ThresholdsProps {
  id: string;
}

function Threshold({ rule, id, at, change }: ThresholdProps) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const param = rule.params?.[id];
  const { fact, isList } = useThresholdShape(rule, id);
  if (param === undefined) return null;
  const put = (path: Path, value: unknown, burst?: string) =>
    change(['params', id, ...path], value, burst);
  return (
    <div className="threshold" data-at={at}>
      <ThresholdLine
        id={id}
        param={param}
        name={say(fact.name)}
        onRemove={() => change(['params', id], undefined)}
      />
      <div className="threshold-cells">
        <Field label={t('threshold.value')} at={`${at}/value`} isGroup>
          {() => (
            <LiteralInput
              fact={fact}
              label={t('threshold.valueOf', { id })}
              value={param.value}
              isList={isList}
              onChange={(value, burst) => put(['value'], value, burst)}
            />
          )}
        </Field>
        <Field label={t('threshold.unit')} at={`${at}/unit`}>
          {(tied) => (
            <TextInput
              {...tied}
              value={param.unit ?? ''}
              maxLength={16}
              placeholder={fact.unit === undefined ? '' : say(unitName(fact.unit))}
              write={(unit, burst) => put(['unit'], unit === '' ? undefined : unit, burst)}
            />
          )}
        </Field>
        <BasisKind kind={param.basis.kind} at={at} put={put} />
      </div>
      <Source id={id} source={param.basis.source} at={at} put={put} />
      <Editions
        id={id}
        param={param}
        fact={fact}
        isList={isList}
        change={(editions, burst) => put(['editions'], editions, burst)}
      />
    </div>
  );
}

interface LineProps {
  id: string;
  param: Params[string];
  /** What it is compared with. */
  name: string;
  onRemove: () => void;
}

function ThresholdLine({ id, param, name, onRemove }: LineProps) {
  const isReadOnly = useIsReadOnly();
  return (
    <div className="threshold-line">
      <code>{id}</code>
      <span className="threshold-fact">{name}</span>
      <BasisLabel kind={param.basis.kind} source={param.basis.source} />
      {!isReadOnly && (
        <OrderTools name={id} index={0} count={1} onMove={() => undefined} onRemove={onRemove} />
      )}
    </div>
  );
}

interface BasisKindProps extends Pick<SourceProps, 'at' | 'put'> {
  kind: Params[string]['basis']['kind'];
}

function BasisKind({ kind, at, put }: BasisKindProps) {
  const { t } = useTranslation(['rules', 'display']);
  const options = Basis.shape.kind.options.map((value) => ({
    value,
    label: t(`display:basis.${value}`),
  }));
  return (
    <Field label={t('threshold.basis')} at={`${at}/basis/kind`} isGroup>
      {(tied) => (
        <Choose
          value={kind}
          options={options}
          onChange={(chosen) => put(['basis', 'kind'], chosen)}
          aria-labelledby={tied['aria-labelledby']}
        />
      )}
    </Field>
  );
}

interface SourceProps {
  id: string;
  source: Params[string]['basis']['source'];
  at: string;
  put: (path: Path, value: unknown, burst?: string) => void;
}

/** Words only, where nothing can be changed. */
function Source({ id, source, at, put }: SourceProps) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const isReadOnly = useIsReadOnly();
  if (isReadOnly) return <p className="quiet">{say(source)}</p>;
  const label = t('threshold.sourceOf', { id });
  return (
    <Field label={t('threshold.source')} at={`${at}/basis/source`} isGroup>
      {() => (
        <WordsInput
          label={label}
          value={source}
          write={(words, burst) => words && put(['basis', 'source'], words, burst)}
        />
      )}
    </Field>
  );
}
