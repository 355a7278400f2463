/** What the fields of the panels are called. */
import { useTranslation } from 'react-i18next';
import { fieldName } from '../document/field-names.ts';
import { useSay } from '../words/say.ts';

/** The name of a schema field, as the history calls it, to begin a line with. */
export function useFieldLabel(field: string): string {
  const say = useSay();
  const words = say(fieldName(field));
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What stands where several steps differ. */
export function useMixedWords(): string {
  return useTranslation('panels').t('mixed');
}
