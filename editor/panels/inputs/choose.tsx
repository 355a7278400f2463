/** A list to choose from, with a search over everything that names its rows. */
import { Select } from 'antd';
import { useState } from 'react';
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
  onOpenChange?: (isOpen: boolean) => void;
  /** A search field whatever the number of rows. */
  isSearched?: boolean;
  id?: string;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string;
}

/** Lists up to here are looked over at a glance. */
const MOST_UNSEARCHED = 12;

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
  isSearched = false,
  ...rest
}: ChooseProps) {
  const hasGroups = options.some((one) => 'options' in one);
  const takesSearch = isSearched || hasGroups || options.length > MOST_UNSEARCHED;
  return (
    <Select<string, Option | OptionGroup>
      value={value ?? null}
      options={[...options]}
      showSearch={takesSearch ? search : false}
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

interface ChooseLaterProps extends Omit<ChooseProps, 'options'> {
  /** The row of what is chosen. */
  held: Option;
  options: () => readonly Option[];
}

/** A list whose rows take work: they are made when it is opened. */
export function ChooseLater({ held, options, ...rest }: ChooseLaterProps) {
  const [isOpen, setIsOpen] = useState(false);
  const rows = isOpen ? options() : [];
  const isAmong = rows.some(({ value }) => value === held.value);
  return (
    <Choose
      options={isAmong ? rows : [held, ...rows]}
      isSearched
      onOpenChange={setIsOpen}
      {...rest}
    />
  );
}

interface AddFromProps {
  label: string;
  /** Made when the list is opened. */
  options: () => readonly Option[];
  onAdd: (value: string) => void;
}

/** Something is added by choosing it from the list; the list stays ready for the next. */
export function AddFrom({ label, options, onAdd }: AddFromProps) {
  const { t } = useTranslation('panels');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Select<string, Option>
      className="panel-add"
      value={null}
      placeholder={label}
      aria-label={label}
      options={isOpen ? [...options()] : []}
      showSearch={search}
      optionRender={renderOption}
      notFoundContent={t('nothingToAdd')}
      onOpenChange={setIsOpen}
      onChange={(value: string) => onAdd(value)}
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
