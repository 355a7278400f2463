/** What a fact is to become: a constant of its type, or the value of another fact, now or later. */
import { Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { LiteralInput } from '../condition/literal.tsx';
import { PeriodParts } from '../fields/wait-time.tsx';
import { Choose } from '../inputs/choose.tsx';
import { useLabel } from '../labels.ts';
import { usePanel } from '../panel.ts';
import { FactChoice, useFactOptions } from './spec-named.tsx';
import { recordOf, type SpecProps, textOf } from './spec-props.ts';

const text: Fact = { name: { zh: '', en: '' }, type: 'string' };
const moments: ReadonlySet<Fact['type']> = new Set(['date', 'datetime']);

export function ValueInput(props: SpecProps<'value'>) {
  const { t } = useTranslation('panels');
  const { around } = usePanel();
  const { input, owners, value, change } = props;
  const fact = around.facts[textOf(owners[0]?.[input.of]) ?? ''] ?? text;
  const isCopied = typeof value === 'object' && value !== null;
  return (
    <>
      <Choose
        value={isCopied ? 'fact' : 'constant'}
        options={[
          { value: 'constant', label: t('specified.constant') },
          { value: 'fact', label: t('specified.copy') },
        ]}
        onChange={(chosen) => change(chosen === 'fact' ? { fact: 'now' } : '')}
        aria-label={t('specified.source')}
      />
      {isCopied ? <Copied {...props} fact={fact} /> : <Constant {...props} fact={fact} />}
    </>
  );
}

type Props = SpecProps<'value'> & { fact: Fact };

function Constant({ spec, value, change, fact }: Props) {
  const label = useLabel();
  return (
    <LiteralInput
      fact={fact}
      label={label(spec.name)}
      value={value as string}
      isList={false}
      onChange={(constant, burst) => change(constant, [], burst)}
    />
  );
}

function Copied({ value, change, at, fact }: Props) {
  const { t } = useTranslation('panels');
  const factOptions = useFactOptions();
  const held = recordOf(value);
  const [source, plus] = [textOf(held['fact']), held['plus']];
  return (
    <>
      <FactChoice
        aria-label={t('specified.copy')}
        placeholder={t('condition.chooseFact')}
        value={source}
        options={factOptions({ known: true }, source)}
        onChange={(chosen) => chosen !== undefined && change(chosen, ['fact'])}
      />
      {moments.has(fact.type) && (
        <label className="panel-switch">
          <Switch
            size="small"
            checked={plus !== undefined}
            onChange={(isOn) =>
              change(isOn ? { value: 1, unit: 'wd', calendar: '' } : undefined, ['plus'])
            }
          />
          {t('specified.later')}
        </label>
      )}
      {plus !== undefined && (
        <PeriodParts
          label={t('specified.period')}
          values={[plus]}
          change={(part, path, burst) => change(part, ['plus', ...path], burst)}
          at={at && `${at}/plus`}
        />
      )}
    </>
  );
}
