/** The goal tree as a tree (ARIA: treegrid): arrows lead through it, Enter goes to a weight, Esc back. */
import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScorecardDefinition } from '@flowmeter/engine/definition/indicator.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import {
  type CardNode,
  goalTree,
  openAtFirst,
  rowsOf,
  type TreeRow,
} from '../../document/figures/card-tree.ts';
import { useSay } from '../../words/say.ts';
import { ItemCells } from './goal-item.tsx';
import type { ItemDeeds } from './goal-item.tsx';

interface GoalTreeProps {
  card: ScorecardDefinition;
  pack: Pack;
  deeds: ItemDeeds;
}

export function GoalTree({ card, pack, deeds }: GoalTreeProps) {
  const { t } = useTranslation('figures');
  const frame = useRef<HTMLTableElement>(null);
  const roots = useMemo(() => goalTree(card, pack), [card, pack]);
  const [open, setOpen] = useState(() => openAtFirst(roots));
  const [current, setCurrent] = useState(card.id);
  const rows = rowsOf(roots, open);
  const entry = rows.some(({ node }) => node.id === current) ? current : rows[0]?.node.id;
  const toggle = (id: string, isOpen: boolean) => {
    const next = new Set(open);
    if (isOpen) next.add(id);
    else next.delete(id);
    setOpen(next);
  };
  const keys = (event: KeyboardEvent<HTMLTableElement>) =>
    walk(event, { rows, open, toggle, goTo: (row) => rowIn(frame.current, row?.node.id)?.focus() });
  return (
    <table
      ref={frame}
      role="treegrid"
      className="card-tree"
      aria-label={t('tree.title')}
      onKeyDown={keys}
    >
      <Head />
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.node.id}
            row={row}
            isOpen={open.has(row.node.id)}
            isEntry={row.node.id === entry}
            deeds={deeds}
            onToggle={toggle}
            onFocus={() => setCurrent(row.node.id)}
          />
        ))}
      </tbody>
    </table>
  );
}

function Head() {
  const { t } = useTranslation('figures');
  return (
    <thead>
      <tr>
        <th scope="col">{t('tree.goal')}</th>
        <th scope="col" className="numeric">
          {t('tree.weight')}
        </th>
        <th scope="col" className="numeric">
          {t('tree.target')}
        </th>
        <th scope="col" className="numeric">
          {t('tree.score')}
        </th>
        <th scope="col">
          <span className="unseen">{t('tree.tools')}</span>
        </th>
      </tr>
    </thead>
  );
}

interface RowProps {
  row: TreeRow;
  isOpen: boolean;
  /** The one row that Tab comes to. */
  isEntry: boolean;
  deeds: ItemDeeds;
  onToggle: (id: string, isOpen: boolean) => void;
  onFocus: () => void;
}

function Row({ row, isOpen, isEntry, deeds, onToggle, onFocus }: RowProps) {
  const { node, level, place, among } = row;
  return (
    <tr
      data-id={node.id}
      data-own={node.isOwn}
      data-level={Math.min(level, 5)}
      tabIndex={isEntry ? 0 : -1}
      aria-level={level}
      aria-posinset={place}
      aria-setsize={among}
      {...(node.kind === 'card' ? { 'aria-expanded': isOpen } : {})}
      onFocus={onFocus}
    >
      {node.kind === 'card' ? (
        <CardCells node={node} isOpen={isOpen} onToggle={() => onToggle(node.id, !isOpen)} />
      ) : (
        <ItemCells node={node} deeds={deeds} />
      )}
    </tr>
  );
}

interface CardCellsProps {
  node: CardNode;
  isOpen: boolean;
  onToggle: () => void;
}

function CardCells({ node, isOpen, onToggle }: CardCellsProps) {
  const { t } = useTranslation(['figures', 'scores']);
  const say = useSay();
  const { card } = node;
  const items = node.children.filter(({ kind }) => kind === 'item').length;
  return (
    <>
      <td colSpan={3}>
        <span className="tree-name">
          <span className="tree-twisty" aria-hidden onClick={onToggle}>
            {isOpen ? <DownOutlined /> : <RightOutlined />}
          </span>
          <span className="tree-words">
            <span className={node.isOwn ? 'tree-own' : undefined}>{say(card.name)}</span>
            <span className="row-step">
              {t(`scores:cards.level.${card.level}`)} ·{' '}
              {say(node.unit) || t('scores:cards.everything')}
              {node.isOwn && ` · ${t('tree.own')}`}
            </span>
          </span>
        </span>
      </td>
      <td className="numeric quiet" colSpan={2}>
        {t('tree.items', { count: items })}
      </td>
    </>
  );
}

interface Tree {
  rows: readonly TreeRow[];
  open: ReadonlySet<string>;
  toggle: (id: string, isOpen: boolean) => void;
  goTo: (row: TreeRow | undefined) => void;
}

/** A tree, and the row in it that a key was pressed on. */
interface Walk extends Tree {
  at: number;
  row: TreeRow;
  /** Goes to what can be typed in the row. */
  enter: () => void;
}

function walk(event: KeyboardEvent, tree: Tree): void {
  const target = event.target as HTMLElement;
  const held = target.closest<HTMLElement>('tr[data-id]');
  const at = tree.rows.findIndex(({ node }) => node.id === held?.dataset['id']);
  const row = tree.rows[at];
  if (row === undefined || event.nativeEvent.isComposing) return;
  if (target !== held) return backToRow(event, held);
  const move = moves[event.key];
  if (move === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  move({ ...tree, at, row, enter: () => goInto(held) });
}

/** As the ARIA practices for tree grids have it. */
const moves: Partial<Record<string, (walk: Walk) => void>> = {
  ArrowDown: ({ rows, at, goTo }) => goTo(rows[at + 1]),
  ArrowUp: ({ rows, at, goTo }) => goTo(rows[at - 1]),
  Home: ({ rows, goTo }) => goTo(rows[0]),
  End: ({ rows, goTo }) => goTo(rows.at(-1)),
  ArrowRight: ({ rows, at, row: { node }, open, toggle, goTo }) => {
    if (node.kind === 'item') return;
    if (open.has(node.id)) goTo(rows[at + 1]);
    else toggle(node.id, true);
  },
  ArrowLeft: ({ rows, row: { node, parent }, open, toggle, goTo }) => {
    if (node.kind === 'card' && open.has(node.id)) toggle(node.id, false);
    else goTo(rows.find((one) => one.node.id === parent));
  },
  Enter: ({ row: { node }, open, toggle, enter }) => {
    if (node.kind === 'card') toggle(node.id, !open.has(node.id));
    else enter();
  },
};

/** From what stands in a row back to the row. */
function backToRow(event: KeyboardEvent, row: HTMLElement | null): void {
  const isDone = event.key === 'Enter' && event.target instanceof HTMLInputElement;
  if (event.key !== 'Escape' && !isDone) return;
  event.preventDefault();
  row?.focus();
}

function goInto(row: HTMLElement | null): void {
  const input = row?.querySelector<HTMLInputElement>('input');
  input?.focus();
  input?.select();
}

function rowIn(frame: HTMLElement | null, id: string | undefined): HTMLElement | undefined {
  const rows = [...(frame?.querySelectorAll<HTMLElement>('tr[data-id]') ?? [])];
  return rows.find((row) => row.dataset['id'] === id);
}
