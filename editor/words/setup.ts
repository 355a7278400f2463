/** Words of the screens: one namespace a file and language, fetched when it is needed. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '@flowmeter/engine/problem.ts';
import { preferences } from '../theme/preferences.ts';
import type { Namespace } from './namespaces.ts';

const files = import.meta.glob<{ default: Record<string, unknown> }>('./{zh,en}/*.json');

const fetcher = {
  type: 'backend' as const,
  init() {},
  async read(language: string, namespace: string) {
    const file = files[`./${language}/${namespace}.json`];
    if (file === undefined) throw new Error(`no words: ${language}/${namespace}`);
    return (await file()).default;
  },
};

/** Ready when the shell's words are there; the language then follows the person's choice. */
export async function setUpWords(): Promise<void> {
  await i18next
    .use(fetcher)
    .use(initReactI18next)
    .init({
      lng: preferences.getState().language,
      supportedLngs: ['zh', 'en'],
      fallbackLng: false,
      ns: ['shell', 'display'],
      defaultNS: 'shell',
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  document.title = i18next.t('shell:product.title');
  tellPage(preferences.getState().language);
  preferences.subscribe(({ language }, before) => {
    if (language === before.language) return;
    void i18next.changeLanguage(language).then(() => tellPage(language));
  });
}

/** Asks for words before the screen that needs them is drawn. */
export async function loadWords(...namespaces: Namespace[]): Promise<void> {
  await i18next.loadNamespaces(namespaces);
}

/** Faces, hyphens and voices follow the page's language. */
function tellPage(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}
