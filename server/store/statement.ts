/**
 * Kysely writes the SQL, typed; better-sqlite3 runs it. A hot statement is compiled and prepared
 * once, and run synchronously: Kysely's own driver would prepare on every execution.
 */
import type { Database, Statement as Prepared } from 'better-sqlite3';
import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type Compilable,
} from 'kysely';
import type { Tables } from './schema.ts';

/** Builds queries and runs none. */
export const q = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

export interface Statement<P, R> {
  get(values: P): R | undefined;
  all(values: P): R[];
  /** Rows changed. */
  run(values: P): number;
  /** The row number of the row inserted. */
  insert(values: P): number;
}

export interface Sql {
  /** A statement of fixed text; `build` gets stand-ins for the values that each run gives. */
  prepare<P extends object, R>(build: (values: P) => Compilable<R>): Statement<P, R>;
  /** For queries whose text varies: the statement is cached by its text. */
  all<R>(query: Compilable<R>): R[];
  get<R>(query: Compilable<R>): R | undefined;
  run(query: Compilable): number;
  /** Has the running transaction changed anything since `clean()`? */
  dirty(): boolean;
  clean(): void;
}

/** Stands in a compiled query for a value that is given when it runs. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export function createSql(database: Database): Sql {
  const cache = new Map<string, Prepared>();
  let changed = false;

  function statementOf(text: string): Prepared {
    const cached = cache.get(text);
    if (cached !== undefined) return cached;
    const fresh = database.prepare(text);
    cache.set(text, fresh);
    return fresh;
  }

  function run(prepared: Prepared, values: readonly unknown[]) {
    const done = prepared.run(...values);
    if (done.changes > 0) changed = true;
    return done;
  }

  return {
    prepare: (build) => {
      const { sql, parameters } = build(slots()).compile();
      const prepared = statementOf(sql);
      const bind = binderOf(parameters);
      return {
        get: (values) => prepared.get(...bind(values)) as never,
        all: (values) => prepared.all(...bind(values)) as never,
        run: (values) => run(prepared, bind(values)).changes,
        insert: (values) => Number(run(prepared, bind(values)).lastInsertRowid),
      };
    },
    all: (query) => {
      const { sql, parameters } = query.compile();
      return statementOf(sql).all(...parameters) as never;
    },
    get: (query) => {
      const { sql, parameters } = query.compile();
      return statementOf(sql).get(...parameters) as never;
    },
    run: (query) => {
      const { sql, parameters } = query.compile();
      return run(statementOf(sql), parameters).changes;
    },
    dirty: () => changed,
    clean: () => {
      changed = false;
    },
  };
}

/** Typed by the caller as the values of one run. */
function slots(): never {
  return new Proxy({}, { get: (_target, name) => new Slot(String(name)) }) as never;
}

/** Puts the values of one run in the order of the statement's parameters. */
function binderOf(parameters: readonly unknown[]): (values: object) => unknown[] {
  const readers = parameters.map((one): ((values: Record<string, unknown>) => unknown) => {
    if (!(one instanceof Slot)) return () => one;
    const { name } = one;
    return (values) => values[name];
  });
  return (values) => {
    const bound: unknown[] = [];
    for (const read of readers) bound.push(read(values as Record<string, unknown>));
    return bound;
  };
}
