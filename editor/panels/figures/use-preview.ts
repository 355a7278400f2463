import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type {
  IndicatorDefinition,
  ScorecardDefinition,
} from '@flowmeter/engine/definition/indicator.ts';
import { type FigurePreview, type PreviewScope, previewOf } from '../../api/figure-previews.ts';

/** It is asked when the draft has stayed the same for so long, in milliseconds. */
const PAUSE = 500;

export interface Previewed<D> {
  /** The last answer; undefined before the first. */
  preview: FigurePreview | undefined;
  /** Of which draft it is asked: the newest that was sound. */
  definition: D | null;
  error: Error | null;
  /** Is the answer that of the draft as it is now? */
  isCurrent: boolean;
}

/** The figures of a draft over past periods, asked again as it is edited; not while it is unsound. */
export function usePreview<D extends IndicatorDefinition | ScorecardDefinition>(
  definition: D,
  isSound: boolean,
  scope: PreviewScope,
): Previewed<D> {
  const [asked, setAsked] = useState<D | null>(null);
  useEffect(() => {
    if (!isSound) return undefined;
    const timer = setTimeout(() => setAsked(definition), PAUSE);
    return () => clearTimeout(timer);
  }, [definition, isSound]);
  const query = useQuery({ ...previewOf(asked, scope), placeholderData: keepPreviousData });
  return {
    preview: query.data,
    definition: asked,
    error: query.error,
    isCurrent: isSound && asked === definition && !query.isFetching && !query.isPlaceholderData,
  };
}
