/** A field on the board: dragged by its grip or moved by the arrows; how it is entered, how wide it is. */
import {
  ColumnWidthOutlined,
  DeleteOutlined,
  FontSizeOutlined,
  HolderOutlined,
  LockOutlined,
} from '@ant-design/icons';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field as OnForm } from '@flowmeter/engine/steps/base.ts';
import { typeNames } from '@flowmeter/engine/rules/check.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { isWide } from '../../forms/fact-form.tsx';
import { useSay } from '../../words/say.ts';
import { Choose } from '../inputs/choose.tsx';
import { Tool } from '../inputs/tool.tsx';
import { WordsInput } from '../inputs/words-input.tsx';
import { usePanel } from '../panel.ts';
import { type Form, withField, withoutField, withUsage } from './form-edits.ts';
import { slotByKey } from './use-form-drag.ts';
import { type Usage, usageOf, usages } from './usage.ts';

interface FormCardProps {
  form: Form;
  field: OnForm;
  index: number;
  isDragged: boolean;
  /** Before which field something is about to be dropped. */
  slot: number | undefined;
  handle: ComponentProps<'button'>;
  onMove: (slot: number) => void;
  onChange: (form: Form) => void;
}

export function FormCard(props: FormCardProps) {
  const { form, field, index, isDragged, slot, onChange } = props;
  const { t } = useTranslation('forms');
  const { around } = usePanel();
  const nameOf = useFieldName();
  const usageOptions = useUsageOptions();
  const fact = around.facts[field.fact];
  const wide = fact !== undefined && isWide({ fact, width: field.width });
  const isLast = index === form.length - 1;
  const mark = slot === index ? 'before' : isLast && slot === form.length ? 'after' : undefined;
  const classes = ['form-card', wide && 'is-wide', isDragged && 'is-dragged', mark && `is-${mark}`];
  return (
    <>
      {field.section !== undefined && <Section {...props} />}
      <li className={classes.filter(Boolean).join(' ')} data-slot={index} data-fact={field.fact}>
        <Grip {...props} />
        <CardWords field={field} />
        <Choose
          className="panel-usage"
          isPlain
          value={usageOf(field)}
          options={usageOptions}
          listWidth={96}
          onChange={(usage) => onChange(withUsage(form, index, usage as Usage))}
          aria-label={t('usageOf', { name: nameOf(field) })}
        />
        <CardTools {...props} wide={wide} />
      </li>
    </>
  );
}

function useUsageOptions() {
  const { t } = useTranslation('panels');
  return (Object.keys(usages) as Usage[]).map((usage) => ({
    value: usage,
    label: t(`form.usage.${usage}`),
  }));
}

/** What a field is called; its id where it is not declared. */
function useFieldName(): (field: OnForm) => string {
  const say = useSay();
  const { around } = usePanel();
  return ({ fact }) => say(around.facts[fact]?.name) || fact;
}

/** A heading, above the field that it begins with. */
function Section({ form, field, index, onChange }: FormCardProps) {
  const { t } = useTranslation('forms');
  return (
    <li className="form-section">
      <WordsInput
        label={t('section')}
        value={field.section}
        write={(section) => section && onChange(withField(form, index, { section }))}
      />
      <Tool
        label={t('removeSection')}
        icon={<DeleteOutlined aria-hidden />}
        isDanger
        onClick={() => onChange(withField(form, index, { section: undefined }))}
      />
    </li>
  );
}

/** What it is dragged by; with the keyboard, what the arrows move. */
function Grip({ form, field, index, handle, onMove }: FormCardProps) {
  const { t } = useTranslation('forms');
  const name = useFieldName()(field);
  return (
    <button
      type="button"
      className="form-grip"
      aria-label={t('grip', { name, n: index + 1, count: form.length })}
      {...handle}
      onKeyDown={(event) => {
        handle.onKeyDown?.(event);
        const slot = slotByKey(event.key, index, form.length);
        if (slot === undefined) return;
        event.preventDefault();
        onMove(slot);
      }}
    >
      <HolderOutlined aria-hidden />
    </button>
  );
}

function CardWords({ field }: { field: OnForm }) {
  const say = useSay();
  const { around } = usePanel();
  const fact = around.facts[field.fact];
  if (fact === undefined) return <span className="form-card-name">{field.fact}</span>;
  const type = say(typeNames[fact.type]);
  return (
    <span className="form-card-name">
      <span>
        {say(fact.name)}
        {!field.optional && !field.readonly && (
          <span className="required" aria-hidden>
            *
          </span>
        )}
      </span>
      <span className="panel-row-note">
        {fact.unit === undefined ? type : `${type} · ${say(unitName(fact.unit))}`}
        {fact.personal && <LockOutlined aria-hidden />}
      </span>
    </span>
  );
}

function CardTools({ form, field, index, wide, onChange }: FormCardProps & { wide: boolean }) {
  const { t } = useTranslation('forms');
  const name = useFieldName()(field);
  const section = { zh: '新的一节', en: 'New section' };
  return (
    <span className="tools">
      <Tool
        label={t(wide ? 'half' : 'full', { name })}
        icon={<ColumnWidthOutlined aria-hidden />}
        onClick={() => onChange(withField(form, index, { width: wide ? 'half' : 'full' }))}
      />
      {field.section === undefined && (
        <Tool
          label={t('addSection', { name })}
          icon={<FontSizeOutlined aria-hidden />}
          onClick={() => onChange(withField(form, index, { section }))}
        />
      )}
      <Tool
        label={t('remove', { name })}
        icon={<DeleteOutlined aria-hidden />}
        isDanger
        onClick={() => onChange(withoutField(form, index))}
      />
    </span>
  );
}
