/**
 * The API's description as a page to read: HTML that is whole when it arrives. No script runs on it, so
 * its policy lets none in.
 */
import type { Who } from '../auth/policy.ts';

/** What of an OpenAPI document is read. */
export interface ApiDocument {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, object> };
}

interface Operation {
  operationId: string;
  tags?: string[];
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media> }>;
}

interface Parameter {
  in: string;
  name: string;
  required?: boolean;
  description?: string;
  schema?: object;
}

interface Media {
  schema?: object;
}

interface Row extends Operation {
  method: string;
  path: string;
}

/** `whoMay` tells who may ask an operation. */
export function apiPage(document: ApiDocument, whoMay: (operation: string) => Who): string {
  const groups = Object.entries(Object.groupBy(rowsOf(document), ({ tags }) => tags?.[0] ?? ''));
  const schemas = Object.entries(document.components?.schemas ?? {});
  const { title, version, description = '' } = document.info;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(title)} API</title>
<link rel="stylesheet" href="/api/docs/pages.css">
</head>
<body>
<nav aria-label="Contents">
${groups.map(([tag]) => `<a href="#${anchor(tag)}">${text(tag)}</a>`).join('\n')}
<a href="#schemas">schemas</a>
<a href="/api/openapi.json">OpenAPI 3.1</a>
</nav>
<main>
<h1>${text(title)} API <small>${text(version)}</small></h1>
<p>${text(description)}</p>
${groups.map(([tag, rows = []]) => group(tag, rows, whoMay)).join('\n')}
<h2 id="schemas">schemas</h2>
${schemas.map(([name, schema]) => details(name, `schema-${name}`, json(schema))).join('\n')}
</main>
</body>
</html>
`;
}

function rowsOf({ paths }: ApiDocument): Row[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
  );
}

function group(tag: string, rows: Row[], whoMay: (operation: string) => Who): string {
  const shown = rows.map((row) => operationText(row, whoMay(row.operationId)));
  return `<h2 id="${anchor(tag)}">${text(tag)}</h2>\n${shown.join('\n')}`;
}

function operationText(row: Row, who: Who): string {
  const { method, path, operationId, description, parameters = [], requestBody, responses } = row;
  const summary = `<b class="${anchor(method)}">${text(method.toUpperCase())}</b> <code>${text(path)}</code>`;
  return `<details id="${anchor(operationId)}">
<summary>${summary} <span>${text(whoWords(who))}</span></summary>
${description === undefined ? '' : `<p>${text(description)}</p>`}
${parameters.length === 0 ? '' : table(parameters)}
${requestBody === undefined ? '' : `<h3>Body</h3>${contentText(requestBody.content)}`}
<h3>Answers</h3>
<dl>${Object.entries(responses).map(answerText).join('')}</dl>
</details>`;
}

function whoWords(who: Who): string {
  const words = { public: 'everyone', signed_in: 'signed in', signed: 'by signature' };
  return typeof who === 'string' ? words[who] : who.join(', ');
}

function table(parameters: Parameter[]): string {
  const rows = parameters.map(
    ({ name, in: place, required, schema, description = '' }) =>
      `<tr><th scope="row"><code>${text(name)}</code></th><td>${text(place)}${required === true ? ', required' : ''}</td>` +
      `<td><code>${text(JSON.stringify(schema ?? {}))}</code></td><td>${text(description)}</td></tr>`,
  );
  return `<table><tbody>${rows.join('')}</tbody></table>`;
}

function answerText([status, { description, content = {} }]: [
  string,
  Operation['responses'][string],
]): string {
  return `<dt>${text(status)}</dt><dd>${text(description)}${contentText(content)}</dd>`;
}

function contentText(content: Record<string, Media>): string {
  return Object.entries(content)
    .map(([type, { schema }]) => `<p><code>${text(type)}</code></p>${schemaText(schema)}`)
    .join('');
}

function schemaText(schema: object | undefined): string {
  if (schema === undefined) return '';
  const name = '$ref' in schema ? String(schema.$ref).split('/').at(-1) : undefined;
  return name === undefined
    ? json(schema)
    : `<p><a href="#schema-${anchor(name)}">${text(name)}</a></p>`;
}

function details(name: string, id: string, content: string): string {
  return `<details id="${anchor(id)}"><summary><code>${text(name)}</code></summary>${content}</details>`;
}

function json(value: object): string {
  return `<pre>${text(JSON.stringify(value, null, 2))}</pre>`;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function text(words: string): string {
  return words.replaceAll(/[&<>"]/g, (character) => escapes[character] ?? character);
}

function anchor(words: string): string {
  return words.replaceAll(/\W+/g, '-');
}
