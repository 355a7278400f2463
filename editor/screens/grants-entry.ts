/** What has been entered of a grant, and the grant that it is once it is whole. */
import { Grant } from '@flowmeter/engine/changes/grant.ts';

export const grantKinds = [
  'role',
  'post',
  'unit',
  'person',
  'no_role',
  'no_post',
  'same_as',
] as const;

export interface GrantEntry {
  what: (typeof grantKinds)[number];
  /** An account; of a newcomer the new one. */
  person: string;
  /** A role, a post, a unit or an account, by what it is about. */
  value: string;
  from: string;
  to: string;
  nameZh: string;
  nameEn: string;
  email: string;
}

export const emptyEntry: GrantEntry = {
  what: 'role',
  person: '',
  value: '',
  from: '',
  to: '',
  nameZh: '',
  nameEn: '',
  email: '',
};

/** May it begin and end by days? */
export function hasDays(what: GrantEntry['what']): boolean {
  return what === 'role' || what === 'post' || what === 'unit';
}

/** Undefined while something is missing or wrong. */
export function grantOf(entry: GrantEntry): Grant | undefined {
  const parsed = Grant.safeParse(shapes[entry.what](entry));
  return parsed.success ? parsed.data : undefined;
}

const shapes: Record<GrantEntry['what'], (entry: GrantEntry) => unknown> = {
  role: (entry) => ({ ...base(entry), role: entry.value, ...daysOf(entry) }),
  post: (entry) => ({ ...base(entry), post: entry.value, ...daysOf(entry) }),
  unit: (entry) => ({ ...base(entry), unit: entry.value, ...daysOf(entry) }),
  no_role: (entry) => ({ ...base(entry), role: entry.value }),
  no_post: (entry) => ({ ...base(entry), post: entry.value }),
  same_as: (entry) => ({ ...base(entry), same_as: entry.value }),
  person: (entry) => ({
    ...base(entry),
    newcomer: {
      name: { zh: entry.nameZh.trim(), en: entry.nameEn.trim() || entry.nameZh.trim() },
      unit: entry.value,
      ...(entry.email.trim() === '' ? {} : { email: entry.email.trim() }),
    },
  }),
};

function base({ what, person }: GrantEntry) {
  return { what, person: person.trim() };
}

function daysOf({ from, to }: GrantEntry) {
  return { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) };
}
