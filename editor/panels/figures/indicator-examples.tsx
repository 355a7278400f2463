/** The examples of an indicator, run as it is edited: records by their facts, and what they come to. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ExamplesDefinition,
  IndicatorExample,
} from '@flowmeter/engine/definition/examples.ts';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import {
  checkIndicatorExample,
  runIndicatorExample,
} from '@flowmeter/engine/examples/indicator.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { useFormat } from '../../display/format.ts';
import { blankExamples } from '../../document/rules/document.ts';
import { useSay } from '../../words/say.ts';
import type { IndicatorPort } from './desk.ts';
import { ExampleRow } from './example-row.tsx';
import { ExamplesHead } from './examples-head.tsx';
import { GivenGroups } from './given-groups.tsx';

interface IndicatorExamplesProps {
  indicator: IndicatorDefinition;
  examples: ExamplesDefinition | null;
  pack: Pack;
  port: IndicatorPort;
}

export function IndicatorExamples(props: IndicatorExamplesProps) {
  const { indicator, examples, pack, port } = props;
  const { t } = useTranslation('figures');
  const rows = useRows(indicator, examples, pack);
  const add = () => {
    const row: IndicatorExample = {
      title: t('examples.newTitle', { n: rows.length + 1 }),
      given: [],
      then: runIndicatorExample(indicator, [], pack),
    };
    port.perform({ do: 'addExample', args: { row, blank: blankExamples(indicator) } });
  };
  return (
    <section className="figure-examples" aria-label={t('examples.title')}>
      <ExamplesHead count={rows.length} failing={rows.filter(({ holds }) => !holds).length} />
      <ul className="rule-examples">
        {rows.map((row) => (
          <Example key={row.key} {...props} row={row} />
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

interface Row {
  key: string;
  index: number;
  example: IndicatorExample | undefined;
  holds: boolean;
  /** What comes of it; undefined where the row is none of an indicator's. */
  outcome: ReturnType<typeof runIndicatorExample> | undefined;
}

function useRows(
  indicator: IndicatorDefinition,
  examples: ExamplesDefinition | null,
  pack: Pack,
): Row[] {
  return useMemo(
    () =>
      (examples?.rows ?? []).map((raw, index): Row => {
        const parsed = IndicatorExample.safeParse(raw);
        const key = `example ${index}`;
        if (!parsed.success) {
          return { key, index, example: undefined, holds: false, outcome: undefined };
        }
        const { data: example } = parsed;
        const outcome = runIndicatorExample(indicator, example.given, pack);
        const holds = checkIndicatorExample(indicator, example, pack).length === 0;
        return { key, index, example, holds, outcome };
      }),
    [indicator, examples, pack],
  );
}

function Example({ row, ...props }: IndicatorExamplesProps & { row: Row }) {
  const { indicator, pack, port } = props;
  const { index, example, holds, outcome } = row;
  const put = (next: IndicatorExample, burst?: string) =>
    port.perform({ do: 'changeExample', args: { index, row: next } }, burst);
  const then = example && ('score' in example.then ? outcome : withoutScore(outcome));
  return (
    <ExampleRow
      title={example?.title ?? ''}
      holds={holds}
      expected={example && <Outcome indicator={indicator} outcome={example.then} />}
      actual={outcome && <Outcome indicator={indicator} outcome={outcome} />}
      onTitle={(title, burst) => example && put({ ...example, title }, burst)}
      onAccept={() => example && then && put({ ...example, then })}
      onRemove={() => port.perform({ do: 'removeExample', args: { index } })}
    >
      {example && (
        <GivenGroups
          indicator={indicator}
          pack={pack}
          given={example.given}
          onChange={(given, burst) =>
            put({ ...example, given: given.map((one) => ({ ...one })) }, burst)
          }
        />
      )}
    </ExampleRow>
  );
}

/** An example that says nothing of the score goes on saying nothing of it. */
function withoutScore(outcome: Row['outcome']): IndicatorExample['then'] | undefined {
  return outcome && { value: outcome.value, n: outcome.n };
}

interface OutcomeProps {
  indicator: IndicatorDefinition;
  outcome: IndicatorExample['then'];
}

function Outcome({ indicator, outcome: { value, n, score } }: OutcomeProps) {
  const { t } = useTranslation('figures');
  const say = useSay();
  const format = useFormat();
  const figure =
    value === null
      ? '—'
      : `${format.number(value, indicator.decimals)} ${say(unitName(indicator.unit))}`;
  return (
    <span className="figures">
      {t('examples.outcome', { figure, n: format.number(n) })}
      {score !== undefined &&
        ` · ${score === null ? t('examples.noScore') : t('examples.score', { score: format.number(score) })}`}
    </span>
  );
}
