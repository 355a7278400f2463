/** What a proposal is called, why it is made, and when it takes effect. */
import { useTranslation } from 'react-i18next';
import type { Timing } from '../api/changes.ts';
import { TextField } from '../display/text-field.tsx';
import { ProposeTiming } from './propose-timing.tsx';

export interface ProposalWords extends Timing {
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
      <ProposeTiming
        timing={words}
        onChange={(timing) => onChange({ title: words.title, reason: words.reason, ...timing })}
      />
    </>
  );
}

/** May it be sent? */
export function isWhole({ title, reason, effective }: ProposalWords): boolean {
  return title.trim() !== '' && reason.trim() !== '' && effective?.local !== '';
}
