/** A parallel block: a frame around its branches, each in a lane of its own. */
import { PlusOutlined } from '@ant-design/icons';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { keyOf } from '../document/document.ts';
import type { Frame, Lane } from '../document/geometry.ts';
import { useSay } from '../words/say.ts';
import type { StepNode } from './drawing.ts';
import { KindIcon } from './kind-icon.tsx';
import { BadgeMark, Barred, MarkSign } from './node-signs.tsx';
import { OutHandle } from './out-handle.tsx';
import { useEdit, useView } from './port.ts';
import { Renaming } from './renaming.tsx';

export const BlockNode = memo(function BlockNode({ id, data, selected }: NodeProps<StepNode>) {
  const { step, frame, mark, badge } = data;
  const say = useSay();
  const isRenamed = useView((view) => view.renaming === id);
  const reason = useView((view) => view.targets?.get(id));
  const isBarred = useView((view) => view.targets?.get(id) !== undefined);
  const flashes = useView((view) => view.flash === id);
  const classes = [
    'block',
    selected ? 'is-selected' : '',
    isBarred ? 'is-barred' : '',
    mark ? `has-mark mark-is-${mark.kind}` : '',
    flashes ? 'flashes' : '',
  ];
  return (
    <div id={`step-${id}`} className={classes.join(' ')}>
      <Handle
        type="target"
        id="in"
        position={Position.Top}
        className="in-handle"
        isConnectable={data.editable}
      />
      <div className="block-title">
        <span className="step-icon">
          <KindIcon kind={step.kind} />
        </span>
        {isRenamed ? (
          <Renaming step={id} name={step.name} />
        ) : (
          <span className="step-name">{say(step.name)}</span>
        )}
        {data.editable && <AddBranch block={id} />}
      </div>
      {frame?.lanes.map((lane) => (
        <LaneView key={lane.branch} lane={lane} frame={frame} data={data} />
      ))}
      {badge && <BadgeMark badge={badge} />}
      {mark && <MarkSign mark={mark} />}
      {reason && <Barred reason={reason} />}
      <OutHandle id={id} isOpen={step.routes.length === 0} shown={data.outlet && data.editable} />
    </div>
  );
});

/** The frame's own line: what stands inside is measured from its inner edge. */
const BORDER = 1;

function LaneView({ lane, frame, data }: { lane: Lane; frame: Frame; data: StepNode['data'] }) {
  const say = useSay();
  const isTarget = useView((view) => view.drag?.into?.branch === lane.branch);
  const { step } = data;
  const branch =
    'branches' in step ? step.branches.find((one) => one.id === lane.branch) : undefined;
  const key = keyOf({ branch: lane.branch });
  return (
    <div
      className={`lane${isTarget ? ' is-target' : ''}`}
      style={{
        left: lane.x - frame.x - BORDER,
        top: lane.y - frame.y - BORDER,
        width: lane.width,
        height: lane.height,
      }}
    >
      <span className="lane-name">{say(branch?.name)}</span>
      <span
        className="lane-entry"
        style={{ left: lane.entry.x - lane.x, top: lane.entry.y - lane.y }}
      />
      <Handle
        type="source"
        id={key}
        position={Position.Bottom}
        className="lane-handle"
        isConnectable={false}
        style={{ left: lane.entry.x - lane.x, top: lane.entry.y - lane.y }}
      />
    </div>
  );
}

function AddBranch({ block }: { block: string }) {
  const { t } = useTranslation('canvas');
  const edit = useEdit();
  return (
    <button
      type="button"
      className="block-add nodrag"
      tabIndex={-1}
      onClick={() => edit?.perform({ do: 'addBranch', args: { block } })}
    >
      <PlusOutlined aria-hidden /> {t('addBranch')}
    </button>
  );
}
