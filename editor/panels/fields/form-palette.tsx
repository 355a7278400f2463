/** Facts that are not on the form: found by name or id, dragged onto it or added at its end. */
import { PlusOutlined } from '@ant-design/icons';
import type { ComponentProps } from 'react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { typeNames } from '@flowmeter/engine/rules/check.ts';
import { FilterText } from '../../display/filters.tsx';
import type { FlowDocument } from '../../document/document.ts';
import { useSay } from '../../words/say.ts';
import { usePanel } from '../panel.ts';
import type { Form, Source } from './form-edits.ts';

interface FormPaletteProps {
  form: Form;
  handle: (source: Source) => ComponentProps<'button'>;
  onAdd: (fact: string) => void;
}

export function FormPalette({ form, handle, onAdd }: FormPaletteProps) {
  const { t } = useTranslation('forms');
  const say = useSay();
  const { around, document } = usePanel();
  const [query, setQuery] = useState<string>();
  const used = new Set(form.map(({ fact }) => fact));
  const wanted = query?.toLowerCase() ?? '';
  const near = useMemo(() => factsIn(document), [document]);
  const free = Object.entries(around.facts)
    .filter(([id]) => !used.has(id))
    .filter(([id, { name }]) =>
      [id, name.zh, name.en].some((text) => text.toLowerCase().includes(wanted)),
    )
    .toSorted(([one], [other]) => Number(near.has(other)) - Number(near.has(one)));
  return (
    <section className="form-palette" aria-label={t('palette')}>
      <FilterText label={t('find')} value={query} onChange={setQuery} />
      <ul>
        {free.map(([id, { name, type }]) => (
          <li key={id}>
            <button
              type="button"
              className="form-fact"
              title={id}
              {...handle({ fact: id })}
              onClick={() => onAdd(id)}
            >
              <PlusOutlined aria-hidden />
              <span className="form-card-name">{say(name)}</span>
              <span className="panel-row-note">{say(typeNames[type])}</span>
            </button>
          </li>
        ))}
      </ul>
      {free.length === 0 && <p className="quiet">{t('nothingFree')}</p>}
    </section>
  );
}

/** Facts of the flow's other forms are offered first. */
function factsIn({ flow }: FlowDocument): ReadonlySet<string> {
  const forms = Object.values(flow.steps).flatMap((step) => ('form' in step ? step.form : []));
  return new Set(forms.map(({ fact }) => fact));
}
