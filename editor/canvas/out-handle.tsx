/** Where a line leaves a step: drawn out it connects, pressed it asks which step comes next. */
import { PlusOutlined } from '@ant-design/icons';
import { Handle, Position } from '@xyflow/react';
import type { MouseEvent } from 'react';
import { useViewStore } from './port.ts';

interface OutHandleProps {
  id: string;
  /** Nothing leaves the step yet: the "+" is shown all the time. */
  isOpen: boolean;
  shown: boolean;
}

export function OutHandle({ id, isOpen, shown }: OutHandleProps) {
  const view = useViewStore();
  const ask = (event: MouseEvent<HTMLElement>) => {
    const { camera } = view.getState();
    if (!shown || camera === undefined) return;
    const box = event.currentTarget.getBoundingClientRect();
    const at = camera.toCanvas({ x: box.x + box.width / 2, y: box.bottom + 4 });
    view.setState({ asking: { what: 'append', from: id, at } });
  };
  return (
    <Handle
      type="source"
      id="out"
      position={Position.Bottom}
      className={`out-handle${shown ? (isOpen ? ' is-open' : '') : ' is-hidden'}`}
      isConnectable={shown}
      onClick={ask}
    >
      {shown && <PlusOutlined aria-hidden />}
    </Handle>
  );
}
