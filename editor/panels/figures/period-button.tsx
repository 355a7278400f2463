/** A period of a preview, which opens what it was made of. */
import { DownOutlined, RightOutlined } from '@ant-design/icons';

interface PeriodButtonProps {
  period: string;
  label: string;
  open: string | undefined;
  onOpen: (period: string | undefined) => void;
}

export function PeriodButton({ period, label, open, onOpen }: PeriodButtonProps) {
  const isOpen = period === open;
  return (
    <button
      type="button"
      className="preview-open"
      aria-expanded={isOpen}
      aria-label={label}
      onClick={() => onOpen(isOpen ? undefined : period)}
    >
      {isOpen ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
      <span className="figures">{period}</span>
    </button>
  );
}
