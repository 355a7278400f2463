/** The goal tree: scorecards by the units they score, and under each its indicators. */
import { lineOf } from '@flowmeter/engine/case/duties.ts';
import type {
  IndicatorDefinition,
  ScorecardDefinition,
} from '@flowmeter/engine/definition/indicator.ts';
import { all, find, type Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';

export interface CardNode {
  kind: 'card';
  id: string;
  card: ScorecardDefinition;
  /** Is it the one that is edited? */
  isOwn: boolean;
  unit: Localized | undefined;
  children: TreeNode[];
}

export interface ItemNode {
  kind: 'item';
  /** Of the tree: the same indicator stands on several cards. */
  id: string;
  indicator: string;
  weight: number;
  /** Among the indicators of its card. */
  index: number;
  isOwn: boolean;
  /** Undefined where there is no such indicator. */
  definition: IndicatorDefinition | undefined;
}

export type TreeNode = CardNode | ItemNode;

/** Cards of larger units above those of the units in them; the edited card stands in its place. */
export function goalTree(own: ScorecardDefinition, pack: Pack): CardNode[] {
  const [org] = all(pack, 'organisation');
  const cards = [...all(pack, 'scorecard').filter(({ id }) => id !== own.id), own];
  const nodes = new Map(cards.map((card) => [card, nodeOf(card, card === own, pack)]));
  const roots: CardNode[] = [];
  for (const [card, node] of nodes) {
    const above = parentOf(card, cards, org);
    const parent = above === undefined ? undefined : nodes.get(above);
    if (parent === undefined) roots.push(node);
    else parent.children.splice(cardsIn(parent), 0, node);
  }
  return roots;
}

/** Cards below a card stand before its own indicators. */
function cardsIn({ children }: CardNode): number {
  return children.filter(({ kind }) => kind === 'card').length;
}

function nodeOf(card: ScorecardDefinition, isOwn: boolean, pack: Pack): CardNode {
  const units = all(pack, 'organisation').flatMap((org) => org.units);
  const items = card.items.map(
    ({ indicator, weight }, index): ItemNode => ({
      kind: 'item',
      id: `${card.id}/${indicator}`,
      indicator,
      weight,
      index,
      isOwn,
      definition: find(pack, 'indicator', indicator),
    }),
  );
  const unit = units.find(({ id }) => id === card.unit)?.name;
  return { kind: 'card', id: card.id, card, isOwn, unit, children: items };
}

/** The card of the nearest unit above; a card of everything stands above all. */
function parentOf(
  card: ScorecardDefinition,
  cards: readonly ScorecardDefinition[],
  org: Parameters<typeof lineOf>[0] | undefined,
): ScorecardDefinition | undefined {
  if (card.unit === undefined || org === undefined) return undefined;
  const [, ...above] = lineOf(org, card.unit);
  const nearest = above.flatMap((unit) => cards.find((one) => one.unit === unit) ?? []);
  return nearest[0] ?? cards.find(({ unit }) => unit === undefined);
}

export interface TreeRow {
  node: TreeNode;
  /** From 1. */
  level: number;
  place: number;
  among: number;
  parent: string | undefined;
}

/** The rows that are to be seen, those in closed cards left out. */
export function rowsOf(
  nodes: readonly TreeNode[],
  open: ReadonlySet<string>,
  level = 1,
  parent?: string,
): TreeRow[] {
  return nodes.flatMap((node, index) => [
    { node, level, place: index + 1, among: nodes.length, parent },
    ...(node.kind === 'card' && open.has(node.id)
      ? rowsOf(node.children, open, level + 1, node.id)
      : []),
  ]);
}

/** The edited card and those above it: opened at first. */
export function openAtFirst(roots: readonly CardNode[]): Set<string> {
  const open = new Set<string>();
  const visit = (node: TreeNode): boolean => {
    if (node.kind === 'item') return false;
    const holds = node.children.map(visit).includes(true) || node.isOwn;
    if (holds) open.add(node.id);
    return holds;
  };
  for (const root of roots) visit(root);
  return open;
}
