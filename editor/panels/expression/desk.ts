/** What every part of an expression needs besides itself. */
import { type ComponentType, createContext, useContext } from 'react';
import type { Expression } from '@flowmeter/engine/definition/expression.ts';
import type { FactOption } from '@flowmeter/engine/definition/facts.ts';
import type { Kind } from '@flowmeter/engine/records/function-row.ts';
import type { RecordSource } from '@flowmeter/engine/records/record-source.ts';
import type { Scope } from '@flowmeter/engine/records/scope.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { z } from 'zod';

export interface NodeProps {
  /** What it stands for, e.g. the name of an argument. */
  label: string;
  value: Expression;
  /** What it may speak about; within an aggregate the other records. */
  scope: Scope;
  /** JSON Pointer. */
  at: string;
  /** The kinds that its place takes. */
  wanted: readonly Kind[];
  onChange: (next: Expression, burst?: string) => void;
  /** The choices, where the answer is one of some. */
  options?: readonly z.infer<typeof FactOption>[] | undefined;
  /** Takes it away, where that may be. */
  onRemove?: (() => void) | undefined;
}

interface ExpressionDesk {
  /** Draws an expression within an expression. */
  Node: ComponentType<NodeProps>;
  /** Names of the figures that whoever asks may set. */
  params: Readonly<Record<string, { name: Localized }>>;
  /** The record of an example, on which every part is worked out. */
  live: RecordSource | undefined;
}

export const ExpressionContext = createContext<ExpressionDesk | null>(null);

export function useExpressions(): ExpressionDesk {
  const desk = useContext(ExpressionContext);
  if (desk === null) throw new Error('no expression around this part');
  return desk;
}
