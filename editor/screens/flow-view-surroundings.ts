/** What a canvas has to know to say a flow in words: names of posts and flows, facts of conditions. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { definitionList, factDictionary } from '../api/definitions.ts';
import { organisation } from '../api/organisation.ts';
import type { Surroundings } from '../canvas/surroundings.ts';

export function useFlowSurroundings(): Surroundings {
  const { data: org } = useQuery(organisation);
  const { data: dictionary } = useQuery(factDictionary);
  const { data: flows } = useQuery(definitionList('flow'));
  return useMemo(
    () => ({
      posts: Object.fromEntries((org?.posts ?? []).map(({ id, name }) => [id, name])),
      facts: { ...dictionary?.builtin, ...dictionary?.facts },
      flows: Object.fromEntries((flows?.rows ?? []).map(({ id, name }) => [id, name])),
    }),
    [org, dictionary, flows],
  );
}
