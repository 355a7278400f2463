/** The calendar to pick a day, or a day and a time, from; fetched when a form has a date. */
import { DatePicker as Picker } from 'antd';
import dayjs from 'dayjs';
import zhCn from 'dayjs/locale/zh-cn.js';
import { useLanguage } from '../words/say.ts';
import type { WidgetProps } from './widgets.tsx';

interface DatePickerProps extends WidgetProps {
  withTime: boolean;
}

const locales = { zh: zhCn, en: 'en' };

/** Gives `YYYY-MM-DD`, or with a time the instant in UTC of the browser's wall clock. */
export function DatePicker({ id, value, onChange, disabled, aria, withTime }: DatePickerProps) {
  const language = useLanguage();
  const date = typeof value === 'string' ? dayjs(value).locale(locales[language]) : null;
  return (
    <Picker
      key={language}
      id={id}
      className="figure-input"
      value={date?.isValid() === true ? date : null}
      disabled={disabled}
      showTime={withTime ? { format: 'HH:mm' } : false}
      format={withTime ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD'}
      needConfirm={false}
      onChange={(chosen: dayjs.Dayjs | null) => {
        if (chosen === null) onChange(null);
        else onChange(withTime ? chosen.toISOString() : chosen.format('YYYY-MM-DD'));
      }}
      {...(aria['aria-invalid'] === true ? { status: 'error' as const } : {})}
      {...aria}
    />
  );
}
