/**
 * Reading XML by scopes: what may stand within an element, and what is done about it. What no scope knows
 * is noted with its place, so that nothing is left out unnoticed.
 */
import { warning, type Localized, type Problem } from '../problem.ts';
import { excerpt, linePlace, type XmlHandlers, type XmlPlace, type XmlTag } from './xml.ts';

/** An open element: its children by name, and what becomes of its text. */
export interface Scope {
  /** By local name within the document's own namespace, or `{uri}name`. */
  children?: Readonly<Record<string, (tag: XmlTag) => Scope>>;
  text?: (text: string) => void;
  ended?: () => void;
  /** That it is left out is told elsewhere: nothing within is noted. */
  isTold?: true;
}

/** What was left out: once for each way to it, with how often and where first. */
export interface LeftOut {
  note(path: string, place: XmlPlace): void;
  problems(): Problem[];
}

/** Ways beyond these are counted together. */
const MOST_WAYS = 100;

export function createLeftOut(): LeftOut {
  const ways = new Map<string, { count: number; place: XmlPlace }>();
  return {
    note(path, place) {
      const key = ways.has(path) || ways.size < MOST_WAYS ? path : '…';
      const way = ways.get(key) ?? { count: 0, place };
      way.count++;
      ways.set(key, way);
    },
    problems: () => [...ways].map(([path, { count, place }]) => leftOut(path, count, place)),
  };
}

function leftOut(path: string, count: number, place: XmlPlace): Problem {
  const at = linePlace(place);
  const more: Localized = { zh: `，共 ${count} 处`, en: `, ${count} in all` };
  const shown = count === 1 ? at : { zh: at.zh + more.zh, en: at.en + more.en };
  return warning('exchange_not_kept', { what: path, place: shown });
}

/**
 * @param isOwn whether a namespace is the document's own
 * @param root the scope around the first element
 */
export function scopedHandlers(
  root: Scope,
  isOwn: (uri: string) => boolean,
  left: LeftOut,
): XmlHandlers {
  const open: { scope: Scope; name: string }[] = [{ scope: root, name: '' }];
  let skipping = 0;
  return {
    open(tag) {
      const { scope, name } = open.at(-1) ?? { scope: root, name: '' };
      const make = skipping > 0 ? undefined : childOf(scope, tag, isOwn);
      if (make !== undefined) {
        open.push({ scope: make(tag), name: tag.local });
      } else if (skipping++ === 0 && scope.isTold !== true) {
        left.note(`<${name === '' ? '' : `${name}>/<`}${excerpt(tag.name)}>`, tag.place);
      }
    },
    close() {
      if (skipping > 0) skipping--;
      else open.pop()?.scope.ended?.();
    },
    text(text) {
      if (skipping === 0) open.at(-1)?.scope.text?.(text);
    },
  };
}

function childOf(scope: Scope, tag: XmlTag, isOwn: (uri: string) => boolean) {
  const key = isOwn(tag.uri) ? tag.local : `{${tag.uri}}${tag.local}`;
  return scope.children !== undefined && Object.hasOwn(scope.children, key)
    ? scope.children[key]
    : undefined;
}

/** Text put together as it comes, white space and all. */
export function textScope(take: (text: string) => void): Scope {
  const parts: string[] = [];
  return { text: (part) => void parts.push(part), ended: () => take(parts.join('')) };
}
