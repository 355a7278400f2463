import { useTranslation } from 'react-i18next';

/** What was done, in words; what has none is said as it is written. */
export function useSpokenAction(): (action: string) => string {
  const { t } = useTranslation('audit');
  return (action) => {
    const key = action.replaceAll('.', '_') as 'sign_in';
    return t(`actions.${key}`, { defaultValue: action });
  };
}
