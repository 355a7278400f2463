/** What every part of a review knows of the discussion: where something is said, and how to say more. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createContext, useContext, useMemo, useState } from 'react';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { type Anchor, discussionOf, type Thread } from '../api/comments.ts';
import type { Change } from '../api/changes.ts';
import type { Badge } from '../canvas/drawing.ts';
import type { Mark, Marks } from '../canvas/marks.ts';
import { keyOf } from '../document/document.ts';

/** A place that something is about to be said about, and what it is called. */
export interface Target {
  anchor: Anchor;
  name: Localized;
}

export interface Talk {
  threads: readonly Thread[];
  target: Target | null;
  /** Goes to the discussion, to say something about a place. */
  begin: (target: Target) => void;
  leave: () => void;
}

const none: Talk = { threads: [], target: null, begin: () => {}, leave: () => {} };

export const TalkContext = createContext<Talk>(none);

export function useTalk(): Talk {
  return useContext(TalkContext);
}

export function useTalkOf(change: Change): Talk {
  const { data } = useQuery(discussionOf(change.id));
  const navigate = useNavigate({ from: '/changes/$id' });
  const [target, setTarget] = useState<Target | null>(null);
  return useMemo(
    () => ({
      threads: data?.threads ?? [],
      target,
      begin: (next) => {
        setTarget(next);
        void navigate({ search: (before) => ({ ...before, tab: 'discussion' }), replace: true });
      },
      leave: () => setTarget(null),
    }),
    [data, target, navigate],
  );
}

/** How many open threads are about a place, or something in it. */
export function openAt(threads: readonly Thread[], { kind, id, at }: Anchor): number {
  return threads.filter(
    ({ anchor, resolved }) =>
      resolved === null &&
      anchor !== null &&
      !anchor.detached &&
      anchor.kind === kind &&
      anchor.id === id &&
      (anchor.at === at || anchor.at.startsWith(`${at}/`)),
  ).length;
}

/** Open threads about the flow that is drawn, at their steps. */
export function talkBadges(threads: readonly Thread[], flow: string): Record<string, Badge> {
  const badges: Record<string, Badge> = {};
  for (const { step, route: way } of openOf(threads, flow)) {
    if (step === null || way !== null) continue;
    const badge = (badges[step] ??= { errors: 0, warnings: 0, comments: 0 });
    badge.comments = (badge.comments ?? 0) + 1;
  }
  return badges;
}

/** The same at their routes, beside the marks that are there. */
export function withTalk(marks: Marks, threads: readonly Thread[], flow: string): Marks {
  const routes: Record<string, Mark> = { ...marks.routes };
  for (const { step, route: way, name } of openOf(threads, flow)) {
    if (step === null || way === null) continue;
    const key = keyOf({ step, route: way });
    routes[key] = { kind: 'discussed', note: name, ...routes[key] };
  }
  return { ...marks, routes };
}

function openOf(threads: readonly Thread[], flow: string) {
  return threads.flatMap(({ anchor, resolved }) =>
    anchor !== null && anchor.kind === 'flow' && anchor.id === flow && resolved === null
      ? [anchor]
      : [],
  );
}
