/** What the person doing a task says on it; needed to return or reject. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { growing } from '../display/growing.ts';

interface OpinionProps {
  task: string;
  value: string;
  /** It was needed and not there: why it is. */
  needed: string | undefined;
  onChange: (value: string) => void;
}

export function OpinionField({ task, value, needed, onChange }: OpinionProps) {
  const { t } = useTranslation('sharing');
  const id = idOf(task);
  const isMissing = needed !== undefined && value.trim() === '';
  return (
    <div className="field opinion">
      <label htmlFor={id} className="field-label">
        {t('opinion.label')}
      </label>
      <Input.TextArea
        id={id}
        {...growing(1)}
        maxLength={2000}
        value={value}
        placeholder={t('opinion.placeholder')}
        {...(isMissing ? { status: 'error' as const, 'aria-invalid': true } : {})}
        aria-describedby={`${id}-wrong`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={`${id}-wrong`} className="field-wrong" role="alert">
        {isMissing && needed}
      </span>
    </div>
  );
}

export function focusOpinion(task: string): void {
  document.getElementById(idOf(task))?.focus();
}

function idOf(task: string): string {
  return `opinion-${task.replaceAll('.', '-')}`;
}
