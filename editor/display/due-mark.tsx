/** The countdown to a due time: grey, blue, amber or red, always with an icon and words. */
import { useTranslation } from 'react-i18next';
import { dueColours, standing, type DueState } from './due.ts';
import { useFormat } from './format.ts';
import { Mark, type MarkIcon } from './mark.tsx';
import { useNow } from './now.ts';

const dueIcons: Record<DueState, MarkIcon> = {
  none: 'none',
  still: 'pause',
  left: 'clock',
  soon: 'alarm',
  over: 'over',
};

export interface DueMarkProps {
  due_at: string | null;
  warn_at: string | null;
  status?: string;
  zone?: string | undefined;
  plain?: boolean;
}

export function DueMark({ plain = false, zone, ...timed }: DueMarkProps) {
  const { t } = useTranslation('display');
  const format = useFormat();
  const { state, span } = standing(timed, useNow());
  const at =
    timed.due_at === null ? undefined : t('due.at', { at: format.due(timed.due_at, zone) });
  return (
    <Mark colour={dueColours[state]} icon={dueIcons[state]} title={at} plain={plain}>
      {t(`due.${state}`, { time: format.span(span) })}
    </Mark>
  );
}
