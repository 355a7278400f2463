/** What a derived fact is called, which type of answer it gives. */
import { useTranslation } from 'react-i18next';
import { type DerivedFact, derivedTypes } from '@flowmeter/engine/definition/derived.ts';
import { typeNames } from '@flowmeter/engine/rules/check.ts';
import { isGivenName } from '../../document/facts/begun.ts';
import { firstOption, isFactId, partsOf } from '../../document/facts/document.ts';
import { useSay } from '../../words/say.ts';
import { FactOptions } from '../facts/fact-options.tsx';
import { Choose } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { SwitchField } from '../inputs/switch-field.tsx';
import { TextInput } from '../inputs/text-input.tsx';
import { WordsInput } from '../inputs/words-input.tsx';
import type { ChangeFact } from './derived-panel.tsx';
import { useDerived } from './desk.ts';

interface DerivedFormProps {
  id: string;
  fact: DerivedFact;
  change: ChangeFact;
  onOpen: (id: string | undefined) => void;
}

export function DerivedForm({ id, fact, change, onOpen }: DerivedFormProps) {
  const { t } = useTranslation('facts');
  const at = `/facts/${id}`;
  return (
    <div className="rule-form">
      <Field label={t('field.name')} at={`${at}/name`} isGroup>
        {() => (
          <WordsInput
            label={t('field.name')}
            value={fact.name}
            isGiven={isGivenName}
            write={(words, burst) => words && change(['name'], words, burst)}
          />
        )}
      </Field>
      <div className="fact-figures">
        <Identity id={id} onOpen={onOpen} />
        <Type id={id} fact={fact} />
        {partsOf(fact).unit && (
          <Field label={t('field.unit')} at={`${at}/unit`}>
            {(tied) => (
              <TextInput
                {...tied}
                value={fact.unit ?? ''}
                maxLength={16}
                placeholder={t('field.unitEmpty')}
                write={(unit, burst) => change(['unit'], unit.trim() || undefined, burst)}
              />
            )}
          </Field>
        )}
      </div>
      {partsOf(fact).options && (
        <Field label={t('field.options')} at={`${at}/options`} isGroup>
          {() => (
            <FactOptions
              options={fact.options ?? []}
              onChange={(options, burst) => change(['options'], options, burst)}
            />
          )}
        </Field>
      )}
      <Field label={t('settings.description')} at={`${at}/help`} isGroup>
        {() => (
          <WordsInput
            label={t('settings.description')}
            value={fact.help}
            isLong
            isOptional
            write={(words, burst) => change(['help'], words, burst)}
          />
        )}
      </Field>
      <Marks fact={fact} at={at} change={change} />
    </div>
  );
}

function Marks({ fact, at, change }: Pick<DerivedFormProps, 'fact' | 'change'> & { at: string }) {
  const { t } = useTranslation('facts');
  return (
    <div className="rule-form-row">
      {(['nullable', 'personal'] as const).map((mark) => (
        <SwitchField
          key={mark}
          label={t(`field.${mark}`)}
          help={t(`field.${mark}Help`)}
          at={`${at}/${mark}`}
          value={fact[mark]}
          write={(isOn) => change([mark], isOn)}
        />
      ))}
    </div>
  );
}

/** Free until it is in force: rules speak of it by then. */
function Identity({ id, onOpen }: Pick<DerivedFormProps, 'id' | 'onOpen'>) {
  const { t } = useTranslation('facts');
  const { port, inForce, kind } = useDerived();
  if (inForce.has(id)) {
    return (
      <Field label={t('field.id')} isGroup>
        {() => <code className="rule-id">{id}</code>}
      </Field>
    );
  }
  const isFree = (text: string) => text === id || (isFactId(text) && !(text in kind.facts));
  const rename = (to: string, burst: string) => {
    const touched = port?.perform({ do: 'renameFact', args: { id, to } }, burst);
    if (touched !== undefined) onOpen(to);
  };
  return (
    <Field label={t('field.id')}>
      {(tied) => (
        <TextInput
          {...tied}
          value={id}
          accepts={isFree}
          refusal={t('field.idWrong')}
          write={rename}
        />
      )}
    </Field>
  );
}

/** What another type gives no meaning to is gone with it. */
function Type({ id, fact }: Pick<DerivedFormProps, 'id' | 'fact'>) {
  const { t } = useTranslation('facts');
  const say = useSay();
  const { port } = useDerived();
  const choose = (type: DerivedFact['type']) => {
    const { options, unit, ...rest } = fact;
    const parts = partsOf({ type });
    const next = {
      ...rest,
      type,
      ...(parts.unit && unit !== undefined && { unit }),
      ...(parts.options && { options: options ?? [firstOption] }),
    };
    port?.perform({ do: 'replaceFact', args: { id, fact: next } });
  };
  return (
    <Field label={t('field.type')} at={`/facts/${id}/type`}>
      {(tied) => (
        <Choose
          {...tied}
          value={fact.type}
          options={derivedTypes.map((value) => ({ value, label: say(typeNames[value]) }))}
          onChange={(type) => choose(type as DerivedFact['type'])}
        />
      )}
    </Field>
  );
}
