/** What a proposal is called, and why it is made. */
import { useTranslation } from 'react-i18next';
import { TextField } from '../display/text-field.tsx';

export interface ProposalWords {
  title: string;
  reason: string;
}

interface ProposeWordsProps {
  words: ProposalWords;
  onChange: (words: ProposalWords) => void;
}

export function ProposeWords({ words, onChange }: ProposeWordsProps) {
  const { t } = useTranslation('editor');
  return (
    <>
      <TextField
        label={t('propose.name')}
        most={200}
        value={words.title}
        onChange={(title) => onChange({ ...words, title })}
      />
      <TextField
        label={t('propose.reason')}
        help={t('propose.reasonHelp')}
        most={4000}
        rows={3}
        value={words.reason}
        onChange={(reason) => onChange({ ...words, reason })}
      />
    </>
  );
}

/** May it be sent? */
export function isWhole({ title, reason }: ProposalWords): boolean {
  return title.trim() !== '' && reason.trim() !== '';
}
