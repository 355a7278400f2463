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
import { NodeFrame, NodeName } from './node-frame.tsx';
import { useEdit, useView } from './port.ts';

export const BlockNode = memo(function BlockNode({ id, data, selected }: NodeProps<StepNode>) {
  const { step, frame } = data;
  return (
    <NodeFrame id={id} className="block" data={data} selected={selected}>
      <div className="block-title">
        <span className="step-icon">
          <KindIcon kind={step.kind} />
        </span>
        <NodeName id={id} name={step.name} />
        {data.editable && <AddBranch block={id} />}
      </div>
      {frame?.lanes.map((lane) => (
        <LaneView key={lane.branch} lane={lane} frame={frame} data={data} />
      ))}
    </NodeFrame>
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
