/** The sign of a difference: + added, − removed, ~ changed, ⇅ moved; its colour says the same. */
import { EditOutlined, MinusOutlined, PlusOutlined, SwapOutlined } from '@ant-design/icons';
import type { Difference } from '../api/changes.ts';
import type { StateColour } from '../theme/palette.ts';

const signs: Record<Difference['kind'], { icon: typeof PlusOutlined; colour: StateColour }> = {
  added: { icon: PlusOutlined, colour: 'green' },
  removed: { icon: MinusOutlined, colour: 'red' },
  changed: { icon: EditOutlined, colour: 'violet' },
  moved: { icon: SwapOutlined, colour: 'violet' },
};

export function Sign({ kind }: { kind: Difference['kind'] }) {
  const { icon: Icon, colour } = signs[kind];
  return (
    <span className={`sign mark-${colour}`}>
      <Icon aria-hidden rotate={kind === 'moved' ? 90 : 0} />
    </span>
  );
}
