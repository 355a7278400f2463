/** A short list to choose from by mouse or keyboard, with a search field. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenPoint } from './view-state.ts';

export interface Choice {
  id: string;
  name: string;
  icon?: ReactNode;
  /** Small words below the name: what it is, or why it cannot be chosen. */
  note?: string;
  disabled?: boolean;
}

interface ChooserProps {
  title: string;
  choices: readonly Choice[];
  at: ScreenPoint;
  onChoose: (id: string) => void;
  onClose: () => void;
}

const WIDTH = 280;
const HEIGHT = 360;

export function Chooser({ title, choices, at, onChoose, onClose }: ChooserProps) {
  const { t } = useTranslation('canvas');
  const list = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  const found = choices.filter((one) =>
    one.name.toLowerCase().includes(query.trim().toLowerCase()),
  );
  const chosen = found[Math.min(active, found.length - 1)];
  usePlaceInside(frame, at);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    event.stopPropagation();
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setActive((now) => Math.max(0, Math.min(found.length - 1, now + by)));
    }
    if (event.key === 'Enter' && chosen && !chosen.disabled) onChoose(chosen.id);
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
  };

  return (
    <div
      ref={frame}
      className="chooser nopan nowheel nodrag"
      role="dialog"
      aria-label={title}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      <div className="chooser-title">{title}</div>
      <input
        className="chooser-search"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={chosen ? `${list}-${chosen.id}` : undefined}
        aria-label={t('search')}
        placeholder={t('search')}
        value={query}
        ref={(input) => input?.focus({ preventScroll: true })}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={list} className="chooser-list" role="listbox" aria-label={title}>
        {found.map((one) => (
          <li
            key={one.id}
            id={`${list}-${one.id}`}
            role="option"
            aria-selected={one === chosen}
            aria-disabled={one.disabled ?? false}
            className="choice"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => !one.disabled && onChoose(one.id)}
          >
            {one.icon && <span className="choice-icon">{one.icon}</span>}
            <span className="choice-words">
              <span>{one.name}</span>
              {one.note !== undefined && <span className="choice-note">{one.note}</span>}
            </span>
          </li>
        ))}
        {found.length === 0 && <li className="choice-none">{t('nothingFound')}</li>}
      </ul>
    </div>
  );
}

/** Stands at a point, moved so that it stays inside what it stands in. */
function usePlaceInside(frame: React.RefObject<HTMLDivElement | null>, at: ScreenPoint): void {
  useEffect(() => {
    const own = frame.current;
    const around = own?.offsetParent;
    if (own === null || !(around instanceof HTMLElement)) return;
    const left = Math.max(8, Math.min(at.x - WIDTH / 2, around.clientWidth - WIDTH - 8));
    const top = Math.max(8, Math.min(at.y, around.clientHeight - HEIGHT - 8));
    own.style.left = `${left}px`;
    own.style.top = `${top}px`;
  }, [frame, at]);
}
