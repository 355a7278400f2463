/** How many problems there are, as a mark: icon, figure, and words for everybody. */
import { ExclamationCircleFilled, WarningFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { countOf } from './problem-order.ts';

export function ProblemCount({ problems }: { problems: readonly Problem[] }) {
  const { t } = useTranslation('panels');
  if (problems.length === 0) return null;
  const { errors, warnings } = countOf(problems);
  const Icon = errors > 0 ? ExclamationCircleFilled : WarningFilled;
  const words = t('problems.count', { errors, warnings });
  return (
    <span className={`problem-count ${errors > 0 ? 'panel-error' : 'panel-warning'}`} title={words}>
      <Icon aria-hidden />
      <span aria-hidden>{problems.length}</span>
      <span className="unseen">{words}</span>
    </span>
  );
}
