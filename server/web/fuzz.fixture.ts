/** A furnished office whose every operation is asked in every wrong way. */
import { furnish, matrixServer, write } from '../auth/matrix.fixture.ts';
import { placesOf, type Placed } from '../auth/matrix-places.fixture.ts';
import { policy, type RouteId, type Who } from '../auth/policy.ts';
import { testPassword, type TestServer } from '../testing.ts';

export interface Operation {
  id: RouteId;
  method: string;
  path: string;
  /** Of its JSON body. */
  schema: Schema | undefined;
}

export interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
}

export interface Asked {
  path?: string;
  query?: string;
  body?: string;
  headers?: Record<string, string>;
}

export interface Office extends AsyncDisposable {
  server: TestServer;
  operations: Operation[];
  places: Record<string, Placed>;
  /** As somebody whom the policy lets in. */
  ask(one: Operation, asked: Asked): Promise<{ status: number; text: string }>;
  /** What is wrong with the answer; nothing when it is a proper refusal, or was done. */
  complaints(one: Operation, asked: Asked): Promise<string[]>;
}

export async function fuzzedOffice(): Promise<Office> {
  const server = await matrixServer();
  const places = placesOf(await furnish(server, 'north'), await write(server));
  const cookies = new Map<string, string>();

  async function cookieFor(id: RouteId): Promise<string> {
    const who: Who = policy[id];
    const account = `${typeof who === 'string' ? 'clerk' : (who[0] ?? 'clerk')}_head`;
    const known = cookies.get(account);
    if (known !== undefined) return known;
    const credentials = { account, password: testPassword };
    const { cookie } = await server.anonymous.post('/api/session', credentials);
    cookies.set(account, cookie.split(';', 1).join());
    return cookieFor(id);
  }

  async function ask(one: Operation, { path, query, body, headers }: Asked) {
    const { ids = {} } = places[one.id] ?? {};
    const own = one.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'x');
    const sent = body === undefined || one.method === 'GET' ? {} : { body };
    const answer = await server.app.request(
      `${path ?? own}${query === undefined ? '' : `?${query}`}`,
      {
        method: one.method,
        headers: {
          'If-Match': '"9999"',
          Cookie: await cookieFor(one.id),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...sent,
      },
    );
    return { status: answer.status, text: await answer.text() };
  }

  return {
    server,
    places,
    ask,
    operations: await operationsOf(server),
    complaints: async (one, asked) => {
      const { status, text } = await ask(one, asked);
      const isProper = status < 400 || (status < 500 && isRefusal(text));
      const asks = JSON.stringify(asked).slice(0, 120);
      return isProper ? [] : [`${one.method} ${one.path} ${asks}: ${status} ${text.slice(0, 200)}`];
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** Operations with a body that would be taken, none of whose fields has this name. */
export function bodiesWithout({ operations, places }: Office, name: string): Operation[] {
  return operations.filter(({ id, schema }) => {
    const body = places[id]?.body;
    return typeof body === 'object' && schema !== undefined && !fieldsOf(schema).includes(name);
  });
}

function fieldsOf({ properties = {}, anyOf = [], oneOf = [] }: Schema): string[] {
  return [...Object.keys(properties), ...[...anyOf, ...oneOf].flatMap(fieldsOf)];
}

/** Objects with known fields that take others as well; free ones, which name no field, are meant to. */
export function openObjects(schema: Schema | undefined, at = ''): string[] {
  if (schema === undefined) return [];
  const { properties = {}, additionalProperties, anyOf = [], oneOf = [] } = schema;
  const names = Object.keys(properties);
  const isOpen = names.length > 0 && additionalProperties !== false;
  return [
    ...(isOpen ? [`${at}{${names.join()}}`] : []),
    ...[...anyOf, ...oneOf].flatMap((one) => openObjects(one, `${at}|`)),
    ...Object.entries(properties).flatMap(([name, one]) => openObjects(one, `${at}/${name}`)),
  ];
}

/** Problems with codes and words in both languages, the number of the request, and no trace of code. */
function isRefusal(text: string): boolean {
  if (/node_modules|\.ts:\d|\bat \w+ \(/.test(text)) return false;
  const { problems, request_id } = JSON.parse(text) as { problems?: Told[]; request_id?: string };
  const isWorded = ({ code, words }: Told) => [code, words.zh, words.en].every((one) => one !== '');
  return (
    request_id !== undefined &&
    problems !== undefined &&
    problems.length > 0 &&
    problems.every(isWorded)
  );
}

interface Told {
  code: string;
  words: { zh: string; en: string };
}

/** Without what ends the session, goes on for ever, or is heard by a signature alone. */
async function operationsOf({ anonymous }: TestServer): Promise<Operation[]> {
  const { body } = await anonymous.get('/api/openapi.json');
  const { paths } = body as unknown as { paths: Record<string, Record<string, Described>> };
  const apart = new Set<RouteId>(['live', 'sign_out', 'end_sessions']);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .map(([method, { operationId: id, requestBody }]) => {
        const schema = requestBody?.content['application/json']?.schema;
        return { id, method: method.toUpperCase(), path, schema };
      })
      .filter(({ id }) => !apart.has(id)),
  );
}

interface Described {
  operationId: RouteId;
  requestBody?: { content: Record<string, { schema?: Schema }> };
}
