/** What narrows a list: a text to look for, a choice of one among few, what a link brought along. */
import { SearchOutlined } from '@ant-design/icons';
import { Input, Select, Tag } from 'antd';

interface FilterTextProps {
  label: string;
  value: string | undefined;
  onChange: (text: string | undefined) => void;
}

export function FilterText({ label, value, onChange }: FilterTextProps) {
  return (
    <Input
      allowClear
      className="filter-text"
      prefix={<SearchOutlined aria-hidden />}
      aria-label={label}
      placeholder={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    />
  );
}

interface FilterChoiceProps<Value extends string> {
  label: string;
  /** Words of having no preference. */
  all: string;
  value: Value | undefined;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value | undefined) => void;
}

const ALL = '';

export function FilterChoice<Value extends string>(props: FilterChoiceProps<Value>) {
  const { label, all, value, options, onChange } = props;
  return (
    <Select<string>
      className="filter-choice"
      popupMatchSelectWidth={false}
      aria-label={label}
      value={value ?? ALL}
      options={[{ value: ALL, label: all }, ...options]}
      onChange={(chosen) => onChange(options.find((one) => one.value === chosen)?.value)}
    />
  );
}

/** A filter that came with a link; it can only be taken away. */
export function FilterTag({ words, onClear }: { words: string; onClear: () => void }) {
  return (
    <Tag closable onClose={onClear} className="filter-tag">
      {words}
    </Tag>
  );
}
