/** Signs at the corners of a step: problems, marks, why a line may not end there. */
import {
  ArrowDownOutlined,
  CheckOutlined,
  ClockCircleFilled,
  CloseOutlined,
  CommentOutlined,
  EditOutlined,
  ExclamationOutlined,
  MinusOutlined,
  PauseCircleFilled,
  PlusOutlined,
  QuestionOutlined,
  StopOutlined,
  WarningFilled,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { type Problem, wordsOf } from '@flowmeter/engine/problem.ts';
import { useSay } from '../words/say.ts';
import type { Badge } from './drawing.ts';
import { type Mark, markColours, type MarkKind } from './marks.ts';

const icons: Record<MarkKind, typeof PlusOutlined> = {
  added: PlusOutlined,
  removed: MinusOutlined,
  changed: EditOutlined,
  visited: CheckOutlined,
  current: ClockCircleFilled,
  due: ClockCircleFilled,
  overdue: WarningFilled,
  withdrawn: StopOutlined,
  passed: ArrowDownOutlined,
  stuck: WarningFilled,
  discussed: CommentOutlined,
  bypassed: MinusOutlined,
  uncovered: QuestionOutlined,
  stop: PauseCircleFilled,
};

export function BadgeMark({ badge }: { badge: Badge }) {
  const { t } = useTranslation('canvas');
  if (badge.comments !== undefined) return <CommentMark n={badge.comments} />;
  const isError = badge.errors > 0;
  const n = badge.errors + badge.warnings;
  return (
    <span
      className={`step-badge ${isError ? 'is-error' : 'is-warning'}`}
      title={t('problems', { n })}
    >
      <ExclamationOutlined aria-hidden />
      {n > 1 && <span>{n}</span>}
      <span className="unseen">{t('problems', { n })}</span>
    </span>
  );
}

function CommentMark({ n }: { n: number }) {
  const { t } = useTranslation('canvas');
  return (
    <span className="step-badge is-comment" title={t('comments', { n })}>
      <CommentOutlined aria-hidden />
      <span aria-hidden>{n}</span>
      <span className="unseen">{t('comments', { n })}</span>
    </span>
  );
}

export function MarkSign({ mark }: { mark: Mark }) {
  const { t } = useTranslation('canvas');
  const say = useSay();
  const Icon = icons[mark.kind];
  const words = t(`mark.${mark.kind}`);
  const note = say(mark.note);
  return (
    <span
      className={`step-mark state-${markColours[mark.kind]}`}
      title={note === '' ? words : `${words}\n${note}`}
    >
      <Icon aria-hidden />
      <span>{words}</span>
      {mark.stops && mark.kind !== 'stop' && (
        <PauseCircleFilled aria-label={t('mark.stop')} className="mark-stop" />
      )}
      {(mark.count ?? 0) > 1 && <span className="figures">×{mark.count}</span>}
    </span>
  );
}

export function Barred({ reason }: { reason: Problem }) {
  const say = useSay();
  return (
    <span className="step-barred">
      <CloseOutlined aria-hidden /> {say(wordsOf(reason))}
    </span>
  );
}
