/** A short list to choose from by mouse or keyboard, with a search field. */
import { type CSSProperties, type KeyboardEvent, type ReactNode, useId, useState } from 'react';
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
const RIM = 8;

export function Chooser({ title, choices, at, onChoose, onClose }: ChooserProps) {
  const list = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const wanted = query.trim().toLowerCase();
  const found = choices.filter((one) => one.name.toLowerCase().includes(wanted));
  const chosen = found[Math.min(active, found.length - 1)];

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    event.stopPropagation();
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      const next = Math.max(0, Math.min(found.length - 1, active + by));
      setActive(next);
      document.getElementById(`${list}-${found[next]?.id}`)?.scrollIntoView({ block: 'nearest' });
    }
    if (event.key === 'Enter' && chosen && !chosen.disabled) onChoose(chosen.id);
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
  };

  return (
    <div
      className="chooser nopan nowheel nodrag"
      role="dialog"
      aria-label={title}
      style={placeInside(at)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      <div className="chooser-title">{title}</div>
      <Search
        list={list}
        chosen={chosen}
        query={query}
        onQuery={(text) => {
          setQuery(text);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <Choices list={list} title={title} found={found} chosen={chosen} onChoose={onChoose} />
    </div>
  );
}

interface SearchProps {
  list: string;
  chosen: Choice | undefined;
  query: string;
  onQuery: (text: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function Search({ list, chosen, query, onQuery, onKeyDown }: SearchProps) {
  const { t } = useTranslation('canvas');
  return (
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
      onChange={(event) => onQuery(event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}

interface ChoicesProps {
  list: string;
  title: string;
  found: readonly Choice[];
  chosen: Choice | undefined;
  onChoose: (id: string) => void;
}

function Choices({ list, title, found, chosen, onChoose }: ChoicesProps) {
  const { t } = useTranslation('canvas');
  if (found.length === 0) return <p className="choice-none">{t('nothingFound')}</p>;
  return (
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
    </ul>
  );
}

/** Below a point, moved so that it stays inside the canvas. */
function placeInside({ x, y }: ScreenPoint): CSSProperties {
  return {
    left: `clamp(${RIM}px, ${x - WIDTH / 2}px, calc(100% - ${WIDTH + RIM}px))`,
    top: `clamp(${RIM}px, ${y}px, max(${RIM}px, calc(100% - ${HEIGHT + RIM}px)))`,
  };
}
