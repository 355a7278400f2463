/** What a key means in the grid where no cell is being edited. */
export type Deed =
  | 'fillDown'
  | 'fillRight'
  | 'selectAll'
  | 'selectRows'
  | 'selectColumns'
  | 'empty'
  | 'edit'
  | 'type'
  | 'compose'
  | 'insertRows'
  | 'removeRows'
  | 'rowsUp'
  | 'rowsDown'
  | 'columnLeft'
  | 'columnRight';

interface Pressed {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

const withControl: Readonly<Record<string, Deed>> = {
  d: 'fillDown',
  r: 'fillRight',
  a: 'selectAll',
  ' ': 'selectColumns',
  '+': 'insertRows',
  '-': 'removeRows',
};

const withAlt: Readonly<Record<string, Deed>> = {
  ArrowUp: 'rowsUp',
  ArrowDown: 'rowsDown',
  ArrowLeft: 'columnLeft',
  ArrowRight: 'columnRight',
};

const alone: Readonly<Record<string, Deed>> = {
  Delete: 'empty',
  Backspace: 'empty',
  F2: 'edit',
  Enter: 'edit',
  // An input method begins to compose: the cell is opened before it does.
  Process: 'compose',
};

export function deedOf({ key, altKey, ctrlKey, metaKey, shiftKey }: Pressed): Deed | undefined {
  if (ctrlKey || metaKey) {
    // Ctrl+Shift+= is how a plus is typed.
    const sign = shiftKey && key === '=' ? '+' : key.toLowerCase();
    return Object.hasOwn(withControl, sign) ? withControl[sign] : undefined;
  }
  if (altKey) return Object.hasOwn(withAlt, key) ? withAlt[key] : undefined;
  if (shiftKey && key === ' ') return 'selectRows';
  if (Object.hasOwn(alone, key)) return alone[key];
  return key.length === 1 ? 'type' : undefined;
}
