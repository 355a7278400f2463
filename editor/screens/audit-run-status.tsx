/** How a run of audits stands. */
import { useTranslation } from 'react-i18next';
import type { AuditRun } from '../api/audits.ts';
import { Mark, type MarkIcon } from '../display/mark.tsx';
import type { StateColour } from '../theme/palette.ts';

const looks: Record<AuditRun['status'], { colour: StateColour; icon: MarkIcon }> = {
  running: { colour: 'blue', icon: 'run' },
  done: { colour: 'green', icon: 'done' },
  failed: { colour: 'red', icon: 'stop' },
  skipped: { colour: 'grey', icon: 'none' },
};

export function AuditRunStatus({ status }: Pick<AuditRun, 'status'>) {
  const { t } = useTranslation('findings');
  return <Mark {...looks[status]}>{t(`runs.statuses.${status}`)}</Mark>;
}
