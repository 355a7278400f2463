/** The token of a case that is tried out, on its way along a route; it rests as the mark of a step. */
import type { Mark } from './marks.ts';

interface RouteTokenProps {
  /** The way of the route, as SVG says it. */
  path: string;
  token: NonNullable<Mark['token']>;
}

export function RouteToken({ path, token: { delay, lasts } }: RouteTokenProps) {
  return (
    <circle
      className="route-token"
      r={7}
      aria-hidden
      style={{
        offsetPath: `path("${path}")`,
        animationDelay: `${delay}ms`,
        animationDuration: `${lasts}ms`,
      }}
    />
  );
}
