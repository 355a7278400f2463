/** antd's own words, fetched for the language that is shown. */
import type { Locale } from 'antd/es/locale';
import type { Language } from '@flowmeter/engine/problem.ts';

export const componentWords: Record<Language, () => Promise<Locale>> = {
  zh: async () => (await import('antd/es/locale/zh_CN.js')).default,
  en: async () => (await import('antd/es/locale/en_US.js')).default,
};
