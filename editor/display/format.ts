/** Times, numbers and values of facts as the person reads them. */
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact, FactValue } from '@flowmeter/engine/definition/facts.ts';
import { useLanguage } from '../words/say.ts';
import { spanParts } from './due.ts';

const MINUTE = 60_000;

export interface Format {
  /** `2026-11-23 12:50`, in `zone` or the browser's own. */
  instant: (at: string, zone?: string) => string;
  /** A due time; midnight belongs to the day that it ends: `2026-11-23 24:00`. */
  due: (at: string, zone?: string) => string;
  day: (at: string, zone?: string) => string;
  /** At most two decimal places, or exactly `decimals`. */
  number: (value: number, decimals?: number) => string;
  /** Time used: one decimal place where there is one. */
  amount: (value: number) => string;
  /** Milliseconds in words: `3 天 4 小时`. */
  span: (milliseconds: number) => string;
  value: (fact: Pick<Fact, 'type' | 'options'>, value: FactValue) => string;
}

export function useFormat(): Format {
  const { t } = useTranslation('display');
  const language = useLanguage();
  return useMemo(() => formatFor(language, t), [language, t]);
}

function formatFor(language: 'zh' | 'en', t: TFunction<'display'>): Format {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const format: Format = {
    instant,
    due: (at, zone) => {
      const { day, time } = dueParts(at, zone);
      return `${day} ${time}`;
    },
    day: (at, zone) => clockParts(at, zone).day,
    number: (value, decimals) =>
      value.toLocaleString(locale, {
        maximumFractionDigits: decimals ?? 2,
        minimumFractionDigits: decimals ?? 0,
      }),
    amount: (value) => value.toLocaleString(locale, { maximumFractionDigits: 1 }),
    span: (milliseconds) =>
      spanParts(milliseconds)
        .map(({ unit, count }) => t(`time.${unit}`, { count }))
        .join(' '),
    value: (fact, value) => {
      if (value === null || value === '') return t('none');
      if (typeof value === 'boolean') return value ? t('yes') : t('no');
      if (typeof value === 'number') return value.toLocaleString(locale);
      if (typeof value !== 'string')
        return value.map((one) => format.value(fact, one)).join(language === 'zh' ? '、' : ', ');
      if (fact.type === 'datetime') return instant(value);
      if (fact.type !== 'enum') return value;
      return fact.options?.find((one) => one.value === value)?.name[language] ?? value;
    },
  };
  return format;
}

function instant(at: string, zone?: string): string {
  const { day, time } = clockParts(at, zone);
  return `${day} ${time}`;
}

/** Day and time of an instant, ISO-ordered so that columns of them sort by eye. */
export function clockParts(at: string, zone?: string): { day: string; time: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((one) => one.type === type)?.value ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}

/** As `clockParts`, but midnight belongs to the day that it ends: 24:00. */
export function dueParts(at: string, zone?: string): { day: string; time: string } {
  const parts = clockParts(at, zone);
  if (parts.time !== '00:00') return parts;
  const before = new Date(Date.parse(at) - MINUTE).toISOString();
  return { day: clockParts(before, zone).day, time: '24:00' };
}
