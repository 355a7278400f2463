/** What every drawn step has around what it says: where lines arrive and leave, signs, its state. */
import { Handle, Position } from '@xyflow/react';
import type { ReactNode } from 'react';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { useSay } from '../words/say.ts';
import type { StepData } from './drawing.ts';
import { BadgeMark, Barred, MarkSign } from './node-signs.tsx';
import { OutHandle } from './out-handle.tsx';
import { useView } from './port.ts';
import { Renaming } from './renaming.tsx';

interface NodeFrameProps {
  id: string;
  className: string;
  data: StepData;
  selected: boolean;
  children: ReactNode;
}

export function NodeFrame({ id, className, data, selected, children }: NodeFrameProps) {
  const { step, mark, badge, editable, outlet } = data;
  const reason = useView((view) => view.targets?.get(id));
  const flashes = useView((view) => view.flash === id);
  const classes = [
    className,
    selected ? 'is-selected' : '',
    reason ? 'is-barred' : '',
    mark ? `has-mark mark-is-${mark.kind}` : '',
    flashes ? 'flashes' : '',
  ];
  return (
    <div id={`step-${id}`} className={classes.filter((one) => one !== '').join(' ')}>
      <Handle
        type="target"
        id="in"
        position={Position.Top}
        className="in-handle"
        isConnectable={editable}
      />
      {children}
      {badge && <BadgeMark badge={badge} />}
      {mark && <MarkSign mark={mark} />}
      {reason && <Barred reason={reason} />}
      <OutHandle id={id} isOpen={step.routes.length === 0} shown={outlet && editable} />
    </div>
  );
}

/** The name of a step, or the field in which it is typed anew. */
export function NodeName({ id, name }: { id: string; name: Localized }) {
  const say = useSay();
  const isRenamed = useView((view) => view.renaming === id);
  if (isRenamed) return <Renaming step={id} name={name} />;
  return (
    <span className="step-name" title={say(name)}>
      {say(name)}
    </span>
  );
}
