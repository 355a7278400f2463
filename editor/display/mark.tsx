/** A state: icon and words, and colour beside them. */
import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  EditOutlined,
  ExclamationCircleOutlined,
  ExperimentOutlined,
  MinusCircleOutlined,
  PauseCircleOutlined,
  PlayCircleOutlined,
  QuestionCircleOutlined,
  RollbackOutlined,
  SafetyCertificateOutlined,
  StopOutlined,
  SwapOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { StateColour } from '../theme/palette.ts';

const icons = {
  alarm: ExclamationCircleOutlined,
  back: RollbackOutlined,
  changed: EditOutlined,
  clock: ClockCircleOutlined,
  cross: CloseCircleOutlined,
  done: CheckCircleOutlined,
  law: SafetyCertificateOutlined,
  made: ExperimentOutlined,
  none: MinusCircleOutlined,
  over: WarningOutlined,
  pause: PauseCircleOutlined,
  run: PlayCircleOutlined,
  stop: StopOutlined,
  swap: SwapOutlined,
  unknown: QuestionCircleOutlined,
};

export type MarkIcon = keyof typeof icons;

export interface MarkProps {
  colour: StateColour;
  icon: MarkIcon;
  children: ReactNode;
  title?: string | undefined;
  /** Without a ground: in dense tables. */
  plain?: boolean;
}

export function Mark({ colour, icon, children, title, plain = false }: MarkProps) {
  const Icon = icons[icon];
  return (
    <span className={`mark mark-${colour}${plain ? ' mark-plain' : ''}`} title={title}>
      <Icon aria-hidden />
      <span>{children}</span>
    </span>
  );
}
