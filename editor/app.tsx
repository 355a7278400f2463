/** Puts together what every screen stands on: data, words, theme, addresses. */
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale';
import defaultWords from 'antd/es/locale/en_US.js';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connection } from './api/connection.ts';
import { isPassing, Refusal } from './api/refusal.ts';
import { session } from './api/session.ts';
import { Messages } from './display/message.tsx';
import { TakingAway } from './display/take-away.tsx';
import { createScreens } from './router.tsx';
import { componentTheme } from './theme/components.ts';
import { useScheme } from './theme/scheme.ts';
import { componentWords } from './words/components.ts';
import { useLanguage } from './words/say.ts';

export function createConsole() {
  const client = createClient(() => {
    client.setQueryData(session.queryKey, null);
    void router.invalidate();
  });
  const router = createScreens(client);
  askAgainWhenReached(client);
  return { client, router };
}

const POPUPS = 'popups';

/** Lists and calendars open in a landmark of their own, so that a screen reader finds them. */
function popupPlace(): HTMLElement {
  return document.getElementById(POPUPS) ?? document.body;
}

type Console = ReturnType<typeof createConsole>;

export function App({ client, router }: Console) {
  const scheme = useScheme();
  const theme = useMemo(() => componentTheme(scheme), [scheme]);
  const locale = useComponentWords();
  const { t } = useTranslation('shell');
  return (
    <ConfigProvider
      theme={theme}
      locale={locale}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      getPopupContainer={popupPlace}
    >
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
      <Messages />
      <TakingAway />
      <div id={POPUPS} role="region" aria-label={t('popups')} />
    </ConfigProvider>
  );
}

/** What could not be asked while the server was away is asked again as soon as it is back. */
function askAgainWhenReached(client: QueryClient): void {
  connection.subscribe((now, before) => {
    if (now.state !== 'well' || before.state === 'well') return;
    void client.refetchQueries({
      type: 'active',
      predicate: ({ state }) => isPassing(state.error),
    });
  });
}

/** Passing failures are tried again, refusals are not; a lost session leads to the sign-in. */
function createClient(signedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof Refusal && error.status === 401) signedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => count < 3 && isPassing(error),
        refetchOnWindowFocus: true,
      },
    },
  });
}

/**
 * The library's own English until the language's words are there. Never nothing: a provider that gets
 * its words late puts another one around the screens, which begin anew then and lose what was typed.
 */
function useComponentWords(): Locale {
  const language = useLanguage();
  const [locale, setLocale] = useState<Locale>(defaultWords);
  useEffect(() => {
    let isWanted = true;
    componentWords[language]().then(
      (words) => isWanted && setLocale(words),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [language]);
  return locale;
}
