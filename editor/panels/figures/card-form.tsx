/** A scorecard by its parts: the goal tree with its weights, what the score pays, what it is of. */
import { Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScorecardDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { all, type Pack } from '@flowmeter/engine/definition/pack.ts';
import type { CardPreview } from '../../api/figure-previews.ts';
import { useSay } from '../../words/say.ts';
import { AddFrom, Choose, useOptions } from '../inputs/choose.tsx';
import { ExactProblems, Field } from '../inputs/field.tsx';
import type { CardPort } from './desk.ts';
import { FormPart } from './form-part.tsx';
import { GoalTree } from './goal-tree.tsx';
import { PayBands } from './pay-bands.tsx';
import { WeightsLine } from './weights-line.tsx';
import { NamingFields } from '../inputs/naming-fields.tsx';

interface CardFormProps {
  card: ScorecardDefinition;
  pack: Pack;
  port: CardPort;
  /** The newest period that has a score. */
  newest: CardPreview['periods'][number] | undefined;
}

export function CardForm(props: CardFormProps) {
  const { t } = useTranslation('figures');
  return (
    <div className="figure-form" role="group" aria-label={t('card.label')}>
      <Goals {...props} />
      <PayBands card={props.card} port={props.port} score={props.newest?.is.score ?? null} />
      <About {...props} />
    </div>
  );
}

function Goals({ card, pack, port, newest }: CardFormProps) {
  const { t } = useTranslation('figures');
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const keep = (indicator: string) => {
    const next = new Set(kept);
    if (!next.delete(indicator)) next.add(indicator);
    setKept(next);
  };
  const places = card.items.flatMap(({ indicator }, index) => (kept.has(indicator) ? [index] : []));
  const scores = new Map(newest?.is.items.map(({ indicator, score }) => [indicator.id, score]));
  return (
    <FormPart title={t('tree.title')} aside={<AddItem card={card} pack={pack} port={port} />}>
      <WeightsLine
        weights={card.items.map(({ weight }) => weight)}
        kept={new Set(places)}
        onShareOut={() => port.perform({ do: 'shareOut', args: { kept: [...kept] } })}
      />
      <div data-at="/items" className="card-tree-frame">
        <GoalTree
          card={card}
          pack={pack}
          deeds={{
            count: card.items.length,
            kept,
            scores,
            onWeight: (indicator, weight, burst) =>
              port.perform({ do: 'changeWeight', args: { indicator, weight } }, burst),
            onKeep: keep,
            onMove: (indicator, by) => port.perform({ do: 'moveItem', args: { indicator, by } }),
            onRemove: (indicator) => port.perform({ do: 'removeItem', args: { indicator } }),
          }}
        />
      </div>
      <ItemProblems count={card.items.length} />
    </FormPart>
  );
}

function ItemProblems({ count }: { count: number }) {
  const places = Array.from({ length: count }, (_, index) => `/items/${index}/indicator`);
  return places.map((at) => <ExactProblems key={at} at={at} />);
}

/** What is for information cannot carry weight. */
function AddItem({ card, pack, port }: Pick<CardFormProps, 'card' | 'pack' | 'port'>) {
  const { t } = useTranslation('figures');
  const say = useSay();
  const options = () =>
    all(pack, 'indicator')
      .filter(({ id }) => !card.items.some(({ indicator }) => indicator === id))
      .map(({ id, name, ladder }) => ({
        value: id,
        label: say(name),
        note: ladder.form === 'none' ? t('tree.forInformation') : id,
        search: `${name.zh} ${name.en}`,
        disabled: ladder.form === 'none',
      }));
  return (
    <AddFrom
      label={t('tree.add')}
      options={options}
      onAdd={(indicator) => port.perform({ do: 'addItem', args: { indicator } })}
    />
  );
}

const levels = ScorecardDefinition.shape.level.options;
const periods = ScorecardDefinition.shape.period.options;

/** Whom it scores, how often, and what it is called. */
function About({ card, pack, port }: CardFormProps) {
  const { t } = useTranslation(['figures', 'scores']);
  const optionsOf = useOptions();
  const units = all(pack, 'organisation').flatMap((org) => org.units);
  const change = (part: string, value: unknown, burst?: string) =>
    port.perform({ do: 'change', args: { path: [part], value } }, burst);
  return (
    <FormPart title={t('card.about')}>
      <div className="rule-form-row">
        <Field label={t('card.unit')} at="/unit" help={t('card.unitHelp')} isGroup>
          {(tied) => (
            <Choose
              value={card.unit}
              options={optionsOf(units, card.unit)}
              placeholder={t('scores:cards.everything')}
              isOptional
              onChange={(unit) => change('unit', unit)}
              aria-labelledby={tied['aria-labelledby']}
            />
          )}
        </Field>
        <Field label={t('card.level')} at="/level" isGroup>
          {(tied) => (
            <Choose
              value={card.level}
              options={levels.map((value) => ({ value, label: t(`scores:cards.level.${value}`) }))}
              onChange={(level) => change('level', level)}
              aria-labelledby={tied['aria-labelledby']}
            />
          )}
        </Field>
      </div>
      <Field label={t('card.period')} at="/period" isGroup>
        {(tied) => (
          <Radio.Group
            block
            optionType="button"
            value={card.period}
            options={periods.map((value) => ({ value, label: t(`scores:cards.period.${value}`) }))}
            onChange={(event) => change('period', event.target.value)}
            role="radiogroup"
            aria-labelledby={tied['aria-labelledby']}
          />
        )}
      </Field>
      <NamingFields
        named={card}
        change={(part, words, burst) =>
          port.perform({ do: 'change', args: { path: [part], value: words } }, burst)
        }
      />
    </FormPart>
  );
}
