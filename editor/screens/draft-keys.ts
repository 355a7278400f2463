/** Ctrl+Z takes back, Ctrl+Y and Ctrl+Shift+Z do again: over a whole draft, whatever has the keyboard. */
interface UndoPort {
  undo: () => void;
  redo: () => void;
}

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  target: EventTarget;
  preventDefault(): void;
}

const FIELD = 'input, textarea, [contenteditable]';

/** In a field that is being typed into the browser's own undo would part from the document's. */
export function undoByKey(event: Pressed, port: UndoPort): void {
  if (!event.ctrlKey && !event.metaKey) return;
  const key = event.key.toLowerCase();
  const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
  if (!isRedo && key !== 'z') return;
  event.preventDefault();
  if (event.target instanceof HTMLElement && event.target.matches(FIELD)) event.target.blur();
  if (isRedo) port.redo();
  else port.undo();
}
