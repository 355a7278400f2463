/** The examples of a scorecard, run as it is edited: scores of its indicators, and what they come to. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ExamplesDefinition,
  ScorecardExample,
} from '@flowmeter/engine/definition/examples.ts';
import type { ScorecardDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { find, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { checkScorecardExample } from '@flowmeter/engine/examples/scorecard.ts';
import { scoreCard } from '@flowmeter/engine/indicators/score.ts';
import { useFormat } from '../../display/format.ts';
import { blankExamples } from '../../document/rules/document.ts';
import { useSay } from '../../words/say.ts';
import { FigureInput } from '../inputs/text-input.tsx';
import type { CardPort } from './desk.ts';
import { ExampleRow } from './example-row.tsx';
import { ExamplesHead } from './examples-head.tsx';

interface CardExamplesProps {
  card: ScorecardDefinition;
  examples: ExamplesDefinition | null;
  pack: Pack;
  port: CardPort;
}

export function CardExamples({ card, examples, pack, port }: CardExamplesProps) {
  const { t } = useTranslation('figures');
  const rows = useMemo(
    () =>
      (examples?.rows ?? []).map((raw, index) => {
        const parsed = ScorecardExample.safeParse(raw);
        const example = parsed.success ? parsed.data : undefined;
        const holds = example !== undefined && checkScorecardExample(card, example).length === 0;
        return { key: `example ${index}`, index, example, holds };
      }),
    [card, examples],
  );
  const add = () => {
    const given = Object.fromEntries(card.items.map(({ indicator }) => [indicator, 100]));
    const title = t('examples.newTitle', { n: rows.length + 1 });
    const row: ScorecardExample = { title, given, then: comesTo(card, given) };
    port.perform({ do: 'addExample', args: { row, blank: blankExamples(card) } });
  };
  return (
    <section className="figure-examples" aria-label={t('examples.title')}>
      <ExamplesHead count={rows.length} failing={rows.filter(({ holds }) => !holds).length} />
      <ul className="rule-examples">
        {rows.map(({ key, index, example, holds }) => (
          <Example
            key={key}
            card={card}
            pack={pack}
            port={port}
            index={index}
            example={example}
            holds={holds}
          />
        ))}
      </ul>
      <div className="rule-tools">
        <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={add}>
          {t('examples.add')}
        </Button>
      </div>
    </section>
  );
}

type Then = ScorecardExample['then'];

function comesTo(card: ScorecardDefinition, given: ScorecardExample['given']): Then {
  const { score, coefficient } = scoreCard(card, given);
  return { score, coefficient };
}

interface ExampleProps {
  card: ScorecardDefinition;
  pack: Pack;
  port: CardPort;
  index: number;
  example: ScorecardExample | undefined;
  holds: boolean;
}

function Example({ card, pack, port, index, example, holds }: ExampleProps) {
  const put = (next: ScorecardExample, burst?: string) =>
    port.perform({ do: 'changeExample', args: { index, row: next } }, burst);
  const then = example && comesTo(card, example.given);
  return (
    <ExampleRow
      title={example?.title ?? ''}
      holds={holds}
      expected={example && <Outcome then={example.then} />}
      actual={then && <Outcome then={then} />}
      onTitle={(title, burst) => example && put({ ...example, title }, burst)}
      onAccept={() => example && then && put({ ...example, then })}
      onRemove={() => port.perform({ do: 'removeExample', args: { index } })}
    >
      {example && (
        <GivenScores
          card={card}
          pack={pack}
          given={example.given}
          onChange={(given, burst) => put({ ...example, given }, burst)}
        />
      )}
    </ExampleRow>
  );
}

interface GivenScoresProps {
  card: ScorecardDefinition;
  pack: Pack;
  given: ScorecardExample['given'];
  onChange: (given: ScorecardExample['given'], burst?: string) => void;
}

/** An indicator that is given no score is not scored. */
function GivenScores({ card, pack, given, onChange }: GivenScoresProps) {
  const { t } = useTranslation(['figures', 'panels']);
  const say = useSay();
  return (
    <div className="record-form" role="group" aria-label={t('examples.scores')}>
      {card.items.map(({ indicator }) => {
        const name = say(find(pack, 'indicator', indicator)?.name) || indicator;
        return (
          <div key={indicator} className="record-field">
            <span className="record-label">{name}</span>
            <FigureInput
              value={given[indicator] ?? undefined}
              isOptional
              placeholder={t('examples.noScore')}
              refusal={t('panels:notANumber')}
              write={(score, burst) => onChange({ ...given, [indicator]: score ?? null }, burst)}
              aria-label={name}
            />
          </div>
        );
      })}
    </div>
  );
}

function Outcome({ then: { score, coefficient } }: { then: Then }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  if (score === null) return t('examples.noScore');
  return (
    <span className="figures">
      {t('examples.cardOutcome', {
        score: format.number(score),
        coefficient: coefficient === null ? '—' : format.number(coefficient),
      })}
    </span>
  );
}
