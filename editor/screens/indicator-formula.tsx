/** How an indicator is measured, in sentences made from its definition. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { declarationOf } from '@flowmeter/engine/case/builtin-facts.ts';
import type { Condition } from '@flowmeter/engine/definition/condition.ts';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { find, type Pack } from '@flowmeter/engine/definition/pack.ts';
import { isBuiltinRecord } from '@flowmeter/engine/definition/ruleset.ts';
import { factsAbout } from '@flowmeter/engine/records/facts-about.ts';
import { measureNamed } from '@flowmeter/engine/indicators/measures.ts';
import { describe } from '@flowmeter/engine/rules/explain.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { packInForce } from '../api/pack.ts';
import { BasisLabel } from '../display/basis.tsx';
import { useFormat } from '../display/format.ts';
import { Facts } from '../display/page.tsx';
import { useSay } from '../words/say.ts';

const NONE: Pack = { definitions: [] };

export function IndicatorFormula({ indicator }: { indicator: IndicatorDefinition }) {
  const { t } = useTranslation('scores');
  const say = useSay();
  const format = useFormat();
  const { over, measure, target, min_n: least } = indicator;
  const { data: pack = NONE } = useQuery(packInForce);
  const facts = factsAbout(over.record, pack);
  const nameOf = (id: string | undefined) => id && (say(declarationOf(id, facts)?.name) || id);
  const sentence = (condition: Condition | undefined) =>
    condition && say(describe(condition, undefined, facts));
  return (
    <Facts
      columns={2}
      items={[
        [
          t('formula.record'),
          isBuiltinRecord(over.record)
            ? t(`formula.records.${over.record}`)
            : say(find(pack, 'record', over.record)?.name) || over.record,
        ],
        [
          t('formula.flows'),
          isBuiltinRecord(over.record)
            ? (over.flows?.join(' / ') ?? t('formula.every'))
            : undefined,
        ],
        [t('formula.where'), sentence(over.where)],
        [t('formula.measure'), measureWords(say(measureNamed(measure.measure)?.name), measure.p)],
        [t('formula.of'), sentence(measure.of)],
        [t('formula.fact'), nameOf(measure.fact)],
        [t('formula.period'), nameOf(over.period_by)],
        [
          t('formula.target'),
          target && (
            <span key="target" className="target">
              {`${format.number(target.value)} ${say(unitName(indicator.unit))}`}
              <BasisLabel kind={target.basis.kind} source={target.basis.source} />
            </span>
          ),
        ],
        [t('formula.min'), least > 0 && format.number(least)],
        [t('formula.ladder'), <Ladder key="ladder" indicator={indicator} />],
      ]}
    />
  );
}

function measureWords(name: string, percentile: number | undefined): string {
  return percentile === undefined ? name : `${name} P${percentile}`;
}

function Ladder({ indicator: { ladder, unit } }: { indicator: IndicatorDefinition }) {
  const { t } = useTranslation('scores');
  const say = useSay();
  switch (ladder.form) {
    case 'deduct':
      return t('formula.deduct', { ...ladder, unit: say(unitName(unit)) });
    case 'linear':
      return t('formula.linear', { ...ladder });
    case 'none':
      return t('formula.none');
    default:
      return ladder satisfies never;
  }
}
