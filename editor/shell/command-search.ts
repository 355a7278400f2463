/** What the command box finds: everything is matched by its words in either language. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { caseList, openables } from '../api/cases.ts';
import { definitionList } from '../api/definitions.ts';
import { ruleList } from '../api/rules.ts';
import { hasRole, type User } from '../api/session.ts';
import { destinationsFor } from '../navigation.ts';
import { prefer, themeChoices } from '../theme/preferences.ts';
import { useLanguage, useSay } from '../words/say.ts';
import { offersNow } from './offers.ts';
import { useSignOut } from './sign-out.ts';

export interface Hit {
  id: string;
  group: 'here' | 'screens' | 'actions' | 'cases' | 'flows' | 'rules';
  words: string;
  /** Beside the words, e.g. a case's number. */
  more?: string;
  run: () => void;
}

const MOST_CASES = 6;
const MOST_RULES = 8;

export function useFound(user: User, q: string): { hits: Hit[]; isSearching: boolean } {
  const screens = useScreens(user);
  const actions = useActions(user);
  const flows = useFlows();
  const rules = useRules(q !== '');
  const cases = useCases(q);
  const here = useHere();
  const fits = (hit: Hit) => matches(`${hit.words} ${hit.more ?? ''}`, q);
  const hits = [
    ...here.filter((hit) => fits(hit) && (q !== '' || hit.isNear)),
    ...screens.filter(fits),
    ...cases.hits,
    ...flows.filter((hit) => q !== '' && fits(hit)),
    ...rules.filter(fits).slice(0, MOST_RULES),
    ...actions.filter((hit) => q !== '' && fits(hit)),
  ];
  return { hits, isSearching: cases.isSearching };
}

/** Every word of the question is found in the text, in any order, whatever the case. */
export function matches(text: string, q: string): boolean {
  const where = text.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => where.includes(word));
}

/** What the open screen offers, as it was when the box was opened. */
function useHere(): (Hit & { isNear: boolean })[] {
  const [offers] = useState(offersNow);
  return offers.map(({ id, words, key, isNear, run }) => ({
    id: `here-${id}`,
    group: 'here',
    words,
    more: key,
    isNear,
    run,
  }));
}

function useScreens(user: User): Hit[] {
  const { t } = useTranslation('shell');
  const router = useRouter();
  return destinationsFor(user).map(({ key, to }) => ({
    id: `screen-${key}`,
    group: 'screens',
    words: t(`screen.${key}`),
    run: () => void router.navigate({ to }),
  }));
}

function useActions(user: User): Hit[] {
  const { t } = useTranslation('shell');
  const say = useSay();
  const router = useRouter();
  const language = useLanguage();
  const signOut = useSignOut();
  const openable = useQuery({ ...openables, enabled: hasRole(user, ['clerk']) });
  return [
    ...(openable.data?.rows ?? []).map(({ flow }) =>
      action(`open-${flow.id}`, t('command.openCase', { flow: say(flow.name) }), () => {
        void router.navigate({ to: '/cases/new', search: { flow: flow.id } });
      }),
    ),
    action('language', t('command.language'), () =>
      prefer({ language: language === 'zh' ? 'en' : 'zh' }),
    ),
    ...themeChoices.map((theme) => action(theme, t(`command.${theme}`), () => prefer({ theme }))),
    action('out', t('command.signOut'), signOut),
  ];
}

function action(id: string, words: string, run: () => void): Hit {
  return { id: `action-${id}`, group: 'actions', words, run };
}

function useFlows(): Hit[] {
  const say = useSay();
  const router = useRouter();
  const { data } = useQuery(definitionList('flow'));
  return (data?.rows ?? []).map((flow) => ({
    id: `flow-${flow.id}`,
    group: 'flows',
    words: say(flow.name),
    more: otherName(flow.name, say(flow.name)),
    run: () => void router.navigate({ to: '/flows/$id', params: { id: flow.id } }),
  }));
}

/** Rules by name or id, and decision tables; asked for when something is looked for. */
function useRules(isAsked: boolean): Hit[] {
  const say = useSay();
  const router = useRouter();
  const { data } = useQuery({ ...ruleList, enabled: isAsked });
  if (!isAsked || data === undefined) return [];
  const rules = data.sets.flatMap((set) =>
    set.rules.map(
      (rule): Hit => ({
        id: `rule-${rule.id}`,
        group: 'rules',
        words: say(rule.name),
        more: `${rule.id} · ${otherName(rule.name, say(rule.name))}`,
        run: () =>
          void router.navigate({
            to: '/rules/$id',
            params: { id: set.id },
            search: { rule: rule.id },
          }),
      }),
    ),
  );
  const tables = data.tables.map(
    (table): Hit => ({
      id: `table-${table.id}`,
      group: 'rules',
      words: say(table.name),
      more: otherName(table.name, say(table.name)),
      run: () => void router.navigate({ to: '/tables/$id', params: { id: table.id }, search: {} }),
    }),
  );
  return [...rules, ...tables];
}

function otherName(name: Localized, shown: string): string {
  return name.zh === shown ? name.en : name.zh;
}

function useCases(q: string): { hits: Hit[]; isSearching: boolean } {
  const router = useRouter();
  const say = useSay();
  const found = useInfiniteQuery({ ...caseList({ q }), enabled: q.length >= 2 });
  const rows = q.length < 2 ? [] : (found.data?.pages[0]?.rows ?? []);
  const hits = rows.slice(0, MOST_CASES).map(
    (row): Hit => ({
      id: `case-${row.id}`,
      group: 'cases',
      words: row.title,
      more: `${row.id} · ${say(row.flow.name)}`,
      run: () => void router.navigate({ to: '/cases/$id', params: { id: row.id } }),
    }),
  );
  return { hits, isSearching: found.isFetching };
}
