/** A value that is written down: a figure, words, yes or no, a day, or nothing. */
import { useTranslation } from 'react-i18next';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { dayNumber, instantMs } from '@flowmeter/engine/calendar/zone.ts';
import type { Scalar } from '@flowmeter/engine/definition/condition.ts';
import type { Kind } from '@flowmeter/engine/records/function-row.ts';
import { LiteralInput } from '../condition/literal.tsx';
import { Choose } from '../inputs/choose.tsx';
import type { NodeProps } from './desk.ts';

const NOTHING = 'null';
type ValueKind = Kind | typeof NOTHING;

export function ValuePart({ label, value, wanted, options, onChange }: NodeProps) {
  const { t } = useTranslation('derived');
  const held = value as Scalar;
  const kind = kindOf(held, wanted);
  const kinds: ValueKind[] = [...new Set([kind, ...wanted, NOTHING as ValueKind])];
  const fact: Fact = { name: { zh: '', en: '' }, ...typeFor(kind, options) };
  return (
    <>
      {kinds.length > 1 && (
        <Choose
          className="expression-kind"
          value={kind}
          options={kinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
          listWidth={120}
          onChange={(chosen) => onChange(first[chosen as ValueKind])}
          aria-label={t('kind.of', { name: label })}
        />
      )}
      {held !== null && (
        <LiteralInput
          fact={fact}
          label={t('valueOf', { name: label })}
          value={held}
          isList={false}
          onChange={(next, burst) => onChange(next as Scalar, burst)}
        />
      )}
    </>
  );
}

/** A text may stand for the day or the moment that it spells. */
function kindOf(value: Scalar, wanted: readonly Kind[]): ValueKind {
  if (value === null) return NOTHING;
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (wanted.includes('date') && dayNumber(value) !== undefined) return 'date';
  return wanted.includes('datetime') && instantMs(value) !== undefined ? 'datetime' : 'text';
}

function typeFor(kind: ValueKind, options: NodeProps['options']): Pick<Fact, 'type' | 'options'> {
  if (kind === 'text' && options !== undefined) return { type: 'enum', options: [...options] };
  return { type: kind === 'text' || kind === NOTHING ? 'string' : kind };
}

const first: Record<ValueKind, Scalar> = {
  null: null,
  number: 0,
  text: '',
  boolean: true,
  date: '2026-01-01',
  datetime: '2026-01-01T00:00:00.000Z',
};
