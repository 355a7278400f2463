/** The organisation in force: names of units and posts, what lies below a unit. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useSay } from '../words/say.ts';
import { answer, api, until } from './client.ts';

export const organisation = queryOptions({
  queryKey: ['definitions', 'organisation'],
  queryFn: ({ signal }) => answer(api.organisation.$get({}, until(signal))),
  staleTime: 300_000,
});

/** Names of units and posts by id; the id itself until they are known. */
export function useNames(): { unit: (id: string) => string; post: (id: string) => string } {
  const say = useSay();
  const { data } = useQuery(organisation);
  return {
    unit: (id) => say(data?.units.find((one) => one.id === id)?.name) || id,
    post: (id) => say(data?.posts.find((one) => one.id === id)?.name) || id,
  };
}
