/** What every handler finds on its context. */
import type { HttpBindings } from '@hono/node-server';
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import type { SignedEvent } from './auth/signed-event.ts';
import type { Deps } from './deps.ts';

/** The person asking, with what is often asked about them. */
export interface Actor extends Person {
  /** Their unit and the units below it: what they may see. */
  sees: ReadonlySet<string>;
  /** Absent where the server acts by itself for a person. */
  asked?: { session: string; request: string };
}

export interface AppEnv {
  Bindings: Partial<HttpBindings>;
  Variables: {
    deps: Deps;
    requestId: string;
    /** The API's OpenAPI document. */
    describe: () => Record<string, unknown>;
    /** The JSON that came, as it was sent; not set where none came. */
    sent: string | undefined;
    /** Set on every route that is not public: the policy sees to it. */
    actor: Actor;
    /** The session's token; empty on public routes. */
    token: string;
    /** Set on routes that a source's signature opens. */
    signed: SignedEvent;
  };
}
