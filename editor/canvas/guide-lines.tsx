/** The lines that dragged steps share with others. */
import { ViewportPortal } from '@xyflow/react';
import { useView } from './port.ts';

export function GuideLines() {
  const guides = useView((view) => view.drag?.guides);
  if (guides === undefined) return null;
  return (
    <ViewportPortal>
      {guides.map(({ x, y, width, height }) => (
        <div
          key={`${x} ${y} ${width}`}
          className={width === 0 ? 'guide is-upright' : 'guide'}
          style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
        />
      ))}
    </ViewportPortal>
  );
}
