/** Where a line leaves a step: drawn out it connects, pressed it asks which step comes next. */
import { PlusOutlined } from '@ant-design/icons';
import { Handle, Position } from '@xyflow/react';

interface OutHandleProps {
  id: string;
  /** Nothing leaves the step yet: the "+" is shown all the time. */
  isOpen: boolean;
  shown: boolean;
}

export function OutHandle({ id, isOpen, shown }: OutHandleProps) {
  return (
    <Handle
      type="source"
      id="out"
      position={Position.Bottom}
      className={`out-handle${shown ? (isOpen ? ' is-open' : '') : ' is-hidden'}`}
      isConnectable={shown}
      data-step={id}
    >
      {shown && <PlusOutlined aria-hidden />}
    </Handle>
  );
}
