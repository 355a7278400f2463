/** XML as text: elements with attributes and either children or text. */

export interface Element {
  name: string;
  attributes: Readonly<Record<string, string | undefined>>;
  /** Text, or children in order. */
  content: string | readonly Element[];
}

/** An attribute that is undefined is left out. */
export function element(
  name: string,
  attributes: Element['attributes'] = {},
  content: Element['content'] = [],
): Element {
  return { name, attributes, content };
}

/** A whole document, two spaces a level. Text stands as it is, without white space around it. */
export function xmlText(root: Element): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  write(root, '', lines);
  return `${lines.join('\n')}\n`;
}

/** May the text stand in XML 1.0? */
export function isXmlText(text: string): boolean {
  return !/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text);
}

function write({ name, attributes, content }: Element, indent: string, lines: string[]): void {
  const said = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(value)}"`],
  );
  const tag = `${indent}<${name}${said.join('')}`;
  if (typeof content === 'string') {
    lines.push(`${tag}>${escaped(content, /[&<>\r]/g)}</${name}>`);
  } else if (content.length === 0) {
    lines.push(`${tag}/>`);
  } else {
    lines.push(`${tag}>`);
    for (const child of content) write(child, `${indent}  `, lines);
    lines.push(`${indent}</${name}>`);
  }
}

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** White space in attributes would come back as spaces. */
function escaped(text: string, marks = /[&<>"\t\n\r]/g): string {
  return text.replace(marks, (mark) => named[mark] ?? `&#${mark.charCodeAt(0)};`);
}
