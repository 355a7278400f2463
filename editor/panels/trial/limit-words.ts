import { useTranslation } from 'react-i18next';
import type { Standing, Stood } from '../../api/past-cases.ts';
import type { MarkIcon } from '../../display/mark.tsx';
import { useFormat } from '../../display/format.ts';
import type { StateColour } from '../../theme/palette.ts';

/** How a limit stood, as a mark. */
export const standingLooks: Record<Standing, { colour: StateColour; icon: MarkIcon }> = {
  none: { colour: 'grey', icon: 'none' },
  kept: { colour: 'green', icon: 'done' },
  warned: { colour: 'amber', icon: 'alarm' },
  overdue: { colour: 'red', icon: 'over' },
  unknown: { colour: 'grey', icon: 'unknown' },
};

export type LimitText = Pick<Stood, 'value' | 'unit'> | null;

/** `4 小时`; a limit that there is not in words. */
export function useLimitText(): (limit: LimitText) => string {
  const { t } = useTranslation(['trial', 'display']);
  const format = useFormat();
  return (limit) => {
    if (limit === null || limit.value === null || limit.unit === null) return t('standing.none');
    const unit = t(`display:unit.${limit.unit}`, { count: limit.value });
    return t('display:limit.value', { value: format.number(limit.value), unit });
  };
}

/** `4 小时（到期 2026-03-02 13:00，超时限）`. */
export function useLimitWords(): (stood: Stood) => string {
  const { t } = useTranslation('trial');
  const format = useFormat();
  const text = useLimitText();
  return (stood) => {
    if (stood.value === null) return text(null);
    const standing = t(`standing.${stood.standing}`);
    if (stood.due_at === null) return t('past.stood', { limit: text(stood), standing });
    const due = format.due(stood.due_at, stood.zone ?? undefined);
    return t('past.stoodDue', { limit: text(stood), due, standing });
  };
}
