/** The frame of a control: its label above it, help and problems below. */
import { ExclamationCircleFilled, WarningFilled } from '@ant-design/icons';
import { type ReactNode, useId } from 'react';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { wordsOf } from '@flowmeter/engine/problem.ts';
import { useSay } from '../../words/say.ts';
import { useProblems } from '../panel.ts';
import { problemsAt } from '../problem-order.ts';

/** Attributes that tie a control to its label and to what is said about it. */
export interface Tied {
  id: string;
  'aria-labelledby': string;
  'aria-describedby'?: string;
}

interface FieldProps {
  label: string;
  help?: ReactNode;
  /** Pointer of what the control edits: problems from there on are shown, and jumps come here. */
  at?: string | undefined;
  /** Further problems, e.g. of what is typed and not kept. */
  problems?: readonly Problem[];
  /** Beside the label, at the end of its line. */
  aside?: ReactNode;
  /** A group of controls takes no `for` of the label. */
  isGroup?: boolean;
  children: (tied: Tied) => ReactNode;
}

export function Field({ label, help, at, problems, aside, isGroup, children }: FieldProps) {
  const all = useProblems();
  const id = useId();
  const [labelId, noteId] = [`${id}-label`, `${id}-note`];
  const found = [...(at === undefined ? [] : problemsAt(all, at)), ...(problems ?? [])];
  const hasNote = help !== undefined || found.length > 0;
  const Label = isGroup ? 'span' : 'label';
  return (
    <div className="panel-field" data-at={at}>
      <div className="panel-label-line">
        <Label id={labelId} className="panel-label" {...(Label === 'label' ? { htmlFor: id } : {})}>
          {label}
        </Label>
        {aside}
      </div>
      {children({
        id,
        'aria-labelledby': labelId,
        ...(hasNote ? { 'aria-describedby': noteId } : {}),
      })}
      {hasNote && (
        <div id={noteId} className="panel-notes">
          {help !== undefined && <p className="panel-help">{help}</p>}
          <ProblemNotes problems={found} />
        </div>
      )}
    </div>
  );
}

/** Problems in words, small, below what they are about. */
export function ProblemNotes({ problems }: { problems: readonly Problem[] }) {
  const say = useSay();
  return problems.map((one) => {
    const words = say(wordsOf(one));
    const Icon = one.level === 'error' ? ExclamationCircleFilled : WarningFilled;
    return (
      <p key={`${one.at ?? ''}${words}`} className={`panel-problem panel-${one.level}`}>
        <Icon aria-hidden />
        <span>{words}</span>
      </p>
    );
  });
}

/** Problems of a place itself, where those below it are shown where they are. */
export function ExactProblems({ at }: { at: string | undefined }) {
  const problems = useProblems();
  return <ProblemNotes problems={problems.filter((one) => at !== undefined && one.at === at)} />;
}

/** A value that is only shown. */
export function Shown({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="panel-field panel-shown">
      <span className="panel-label">{label}</span>
      <span className="panel-value">{children}</span>
    </div>
  );
}
