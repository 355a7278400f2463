/** A button with a short menu: arrow keys move, Enter chooses, Escape goes back to the button. */
import { Button, Popover } from 'antd';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

export interface MenuItem {
  key: string;
  words: string;
  icon: ReactNode;
  isChosen?: boolean;
  onChoose: () => void;
}

interface MenuButtonProps {
  label: string;
  icon: ReactNode;
  items: readonly MenuItem[];
  /** Above the items. */
  about?: ReactNode;
  className?: string;
  children?: ReactNode;
}

export function MenuButton({ label, icon, items, about, className, children }: MenuButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const close = () => {
    setIsOpen(false);
    button.current?.focus();
  };
  const content = (
    <div className="menu-frame">
      {about}
      <div
        role="menu"
        aria-label={label}
        className="menu"
        ref={menu}
        onKeyDown={(event) => move(event, close)}
      >
        {items.map((item) => (
          <Item key={item.key} item={item} close={close} />
        ))}
      </div>
    </div>
  );
  return (
    <Popover
      open={isOpen}
      onOpenChange={setIsOpen}
      afterOpenChange={(open) => open && focusFirst(menu.current)}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={content}
    >
      <Button
        type="text"
        ref={button}
        className={`top-tool ${className ?? ''}`}
        icon={icon}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
      >
        {children}
      </Button>
    </Popover>
  );
}

function Item({ item, close }: { item: MenuItem; close: () => void }) {
  return (
    <button
      type="button"
      role="menuitem"
      className="menu-item"
      aria-current={item.isChosen === true}
      onClick={() => {
        close();
        item.onChoose();
      }}
    >
      {item.icon}
      <span>{item.words}</span>
    </button>
  );
}

/** Only once the menu stands in its place: focus before that scrolls the page to where it is not. */
function focusFirst(menu: HTMLElement | null): void {
  menu?.querySelector<HTMLElement>('[role=menuitem]')?.focus({ preventScroll: true });
}

function move(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  if (event.key === 'Escape' || event.key === 'Tab') return close();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.findIndex((item) => item === document.activeElement);
  items[(at + step + items.length) % items.length]?.focus();
}
