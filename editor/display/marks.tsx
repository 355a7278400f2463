/** The states of the trade, each as its mark. */
import { useTranslation } from 'react-i18next';
import type { Severity } from '@flowmeter/engine/definition/ruleset.ts';
import type { CaseRow, Visit } from '../api/cases.ts';
import type { ChangeRow } from '../api/definitions.ts';
import type { FindingRow } from '../api/findings.ts';
import type { TaskRow } from '../api/tasks.ts';
import type { StateColour } from '../theme/palette.ts';
import { useSay } from '../words/say.ts';
import { Mark, type MarkIcon } from './mark.tsx';

type Look = { colour: StateColour; icon: MarkIcon };

const taskLooks: Record<TaskRow['status'], Look> = {
  open: { colour: 'grey', icon: 'none' },
  claimed: { colour: 'blue', icon: 'run' },
  paused: { colour: 'grey', icon: 'pause' },
  signing: { colour: 'blue', icon: 'run' },
  delegated: { colour: 'blue', icon: 'run' },
  lent: { colour: 'grey', icon: 'pause' },
};

export function TaskStatus({ status }: { status: TaskRow['status'] }) {
  const { t } = useTranslation('display');
  return <Mark {...taskLooks[status]}>{t(`taskStatus.${status}`)}</Mark>;
}

/** What is shown was made up. */
export function SyntheticMark() {
  const { t } = useTranslation('display');
  return (
    <Mark colour="violet" icon="made" title={t('syntheticHelp')}>
      {t('synthetic')}
    </Mark>
  );
}

/** A task whose limit has passed and was escalated: to whom. */
export function Escalated({ to }: { to: TaskRow['escalated'] }) {
  const { t } = useTranslation('display');
  const say = useSay();
  if (to === null) return null;
  return (
    <Mark colour="red" icon="over" plain>
      {t('limit.escalated', { to: say(to.name) })}
    </Mark>
  );
}

const caseLooks: Record<CaseRow['status'], Look> = {
  open: { colour: 'blue', icon: 'run' },
  ended: { colour: 'green', icon: 'done' },
};

export function CaseStatus({
  status,
  plain = false,
}: {
  status: CaseRow['status'];
  plain?: boolean;
}) {
  const { t } = useTranslation('display');
  return (
    <Mark {...caseLooks[status]} plain={plain}>
      {t(`caseStatus.${status}`)}
    </Mark>
  );
}

const visitLooks: Record<Visit['status'], Look> = {
  open: { colour: 'blue', icon: 'run' },
  done: { colour: 'green', icon: 'done' },
  withdrawn: { colour: 'grey', icon: 'stop' },
};
const resultLooks: Record<'pass' | 'return' | 'reject', Look> = {
  pass: { colour: 'green', icon: 'done' },
  return: { colour: 'amber', icon: 'back' },
  reject: { colour: 'red', icon: 'cross' },
};

/** A visit that is over says how it went. */
export function VisitStatus({ status, result }: Pick<Visit, 'status' | 'result'>) {
  const { t } = useTranslation('display');
  if (status === 'done' && result !== null && result !== 'pass') {
    return (
      <Mark plain {...resultLooks[result]}>
        {t(`result.${result}`)}
      </Mark>
    );
  }
  return (
    <Mark plain {...visitLooks[status]}>
      {t(`visitStatus.${status}`)}
    </Mark>
  );
}

const findingLooks: Record<FindingRow['status'], Look> = {
  open: { colour: 'red', icon: 'alarm' },
  confirmed: { colour: 'amber', icon: 'over' },
  false_positive: { colour: 'grey', icon: 'stop' },
  rectified: { colour: 'blue', icon: 'swap' },
  closed: { colour: 'green', icon: 'done' },
};

export function FindingStatus({ status }: { status: FindingRow['status'] }) {
  const { t } = useTranslation('display');
  return <Mark {...findingLooks[status]}>{t(`findingStatus.${status}`)}</Mark>;
}

const severityLooks: Record<Severity, Look> = {
  R1: { colour: 'red', icon: 'over' },
  R2: { colour: 'amber', icon: 'alarm' },
  R3: { colour: 'blue', icon: 'alarm' },
  R4: { colour: 'grey', icon: 'none' },
};

export function SeverityMark({ severity }: { severity: Severity }) {
  const { t } = useTranslation('display');
  return (
    <Mark plain {...severityLooks[severity]}>
      {t(`severity.${severity}`)}
    </Mark>
  );
}

const changeLooks: Record<ChangeRow['state'], Look> = {
  proposed: { colour: 'violet', icon: 'changed' },
  approved: { colour: 'violet', icon: 'alarm' },
  scheduled: { colour: 'blue', icon: 'clock' },
  active: { colour: 'green', icon: 'done' },
  returned: { colour: 'amber', icon: 'back' },
  rejected: { colour: 'red', icon: 'cross' },
  withdrawn: { colour: 'grey', icon: 'stop' },
  stale: { colour: 'amber', icon: 'over' },
  expired: { colour: 'grey', icon: 'clock' },
  superseded: { colour: 'grey', icon: 'swap' },
  rolled_back: { colour: 'grey', icon: 'back' },
};

export function ChangeState({ state }: { state: ChangeRow['state'] }) {
  const { t } = useTranslation('display');
  return <Mark {...changeLooks[state]}>{t(`changeState.${state}`)}</Mark>;
}
