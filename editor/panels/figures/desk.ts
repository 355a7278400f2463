/** What every part of an indicator's screen needs. */
import { useMemo } from 'react';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { EditPort } from '../../canvas/port.ts';
import type { CardEdit } from '../../document/figures/card-commands.ts';
import type { CardDocument, IndicatorDocument } from '../../document/figures/document.ts';
import type { IndicatorEdit } from '../../document/figures/indicator-commands.ts';
import { type ConditionTerms, type FactChoice, factChoices } from '../condition/comparison.ts';
import { termsAround } from '../rules/desk.ts';

export type IndicatorPort = EditPort<IndicatorDocument, IndicatorEdit>;
export type CardPort = EditPort<CardDocument, CardEdit>;

/** What the conditions of an indicator may speak about. */
export function useIndicatorTerms(
  { over: { record, flows } }: IndicatorDefinition,
  pack: Pack,
): ConditionTerms {
  return useMemo(() => termsAround(pack, record, flows), [pack, record, flows]);
}

/** Facts of a type that a figure can be made of, or a period found by: those that need no arguments. */
export function plainChoices(terms: ConditionTerms, types: readonly string[]): FactChoice[] {
  return factChoices(terms).filter(
    ({ fact, group }) => group !== 'computed' && types.includes(fact.type),
  );
}
