/** The facts of a case with their values and units. */
import { useTranslation } from 'react-i18next';
import type { Case } from '../api/cases.ts';
import { useFormat } from '../display/format.ts';
import { Nothing } from '../display/nothing.tsx';
import { Facts } from '../display/page.tsx';
import { useSay } from '../words/say.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';

export function CaseData({ data }: { data: Case['data'] }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const format = useFormat();
  const known = data.filter(({ value }) => value !== null);
  if (known.length === 0) return <Nothing text={t('case.dataNone')} />;
  return (
    <Facts
      columns={2}
      items={known.map(({ id, fact, value }) => {
        if (fact === null) return [id, String(value)];
        const unit = fact.unit === undefined ? '' : ` ${say(unitName(fact.unit))}`;
        return [say(fact.name), `${format.value(fact, value)}${unit}`];
      })}
    />
  );
}
