/** A list to choose from, with a search over everything that names its rows. */
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSay } from '../../words/say.ts';
import type { Named } from '../around.ts';

export interface Option {
  value: string;
  label: string;
  /** Small words beside the name. */
  note?: string | undefined;
  /** What the search looks at, besides name, note and value. */
  search?: string | undefined;
  disabled?: boolean;
}

export interface OptionGroup {
  label: string;
  options: Option[];
}

interface ChooseProps {
  value: string | undefined;
  options: readonly (Option | OptionGroup)[];
  onChange: (value: string | undefined) => void;
  placeholder?: string | undefined;
  /** May nothing be chosen? */
  isOptional?: boolean;
  /** How wide the open list is, where the field itself is narrow. */
  listWidth?: number;
  className?: string;
  /** Without a frame, inside a row. */
  isPlain?: boolean;
  autoFocus?: boolean;
  defaultOpen?: boolean;
  onBlur?: () => void;
  id?: string;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string;
}

const search = {
  filterOption: (typed: string, option: unknown) => textOf(option).includes(typed.toLowerCase()),
};

export function Choose({
  options,
  value,
  onChange,
  isOptional,
  listWidth,
  isPlain,
  ...rest
}: ChooseProps) {
  return (
    <Select<string, Option | OptionGroup>
      value={value ?? null}
      options={[...options]}
      showSearch={options.length > 6 || options.some((one) => 'options' in one) ? search : false}
      allowClear={isOptional ?? false}
      popupMatchSelectWidth={listWidth ?? true}
      optionRender={renderOption}
      {...(isPlain ? { variant: 'borderless', suffixIcon: null } : {})}
      onChange={(chosen: string | undefined) => onChange(chosen)}
      {...rest}
    />
  );
}

interface ChooseManyProps {
  value: readonly string[];
  options: readonly (Option | OptionGroup)[];
  onChange: (value: string[]) => void;
  placeholder?: string;
  /** May something be typed that is not on the list? */
  takesAny?: boolean;
  className?: string;
  id?: string;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string;
}

/** Several of a list. */
export function ChooseMany({ value, options, onChange, takesAny, ...rest }: ChooseManyProps) {
  return (
    <Select<string[], Option | OptionGroup>
      mode={takesAny ? 'tags' : 'multiple'}
      value={[...value]}
      options={[...options]}
      showSearch={search}
      optionRender={renderOption}
      onChange={(chosen: string[]) => onChange(chosen)}
      {...rest}
    />
  );
}

/** Something is added by choosing it from the list; the list stays ready for the next. */
export function AddFrom(props: {
  label: string;
  options: readonly (Option | OptionGroup)[];
  onAdd: (value: string) => void;
}) {
  const { t } = useTranslation('panels');
  return (
    <Select<string, Option | OptionGroup>
      className="panel-add"
      value={null}
      placeholder={props.label}
      aria-label={props.label}
      options={[...props.options]}
      showSearch={search}
      optionRender={renderOption}
      notFoundContent={t('nothingToAdd')}
      onChange={(value: string) => props.onAdd(value)}
    />
  );
}

/** Rows for things that have a name; an id that is not among them gets a row of its own. */
export function useOptions(): (named: readonly Named[], held?: string) => Option[] {
  const say = useSay();
  const { t } = useTranslation('panels');
  return (named, held) => {
    const rows = named.map(({ id, name }) => ({
      value: id,
      label: say(name),
      search: `${name.zh} ${name.en}`,
    }));
    const isKnown = held === undefined || held === '' || named.some(({ id }) => id === held);
    return isKnown ? rows : [{ value: held, label: t('missing', { id: held }) }, ...rows];
  };
}

function renderOption({ data }: { data: unknown }) {
  const { label, note } = data as Option;
  return (
    <span className="option">
      <span className="option-name">{label}</span>
      {note !== undefined && <span className="option-note">{note}</span>}
    </span>
  );
}

function textOf(option: unknown): string {
  const { value = '', label = '', note = '', search: more = '' } = option as Partial<Option>;
  return `${label} ${note} ${more} ${value}`.toLowerCase();
}
