/** A fact by its fields: what it is called, its type and unit, which values it may have. */
import { useTranslation } from 'react-i18next';
import { type Fact, factTypes, itemTypes } from '@flowmeter/engine/definition/facts.ts';
import { typeNames } from '@flowmeter/engine/rules/check.ts';
import type { Path } from '../../document/assign.ts';
import { isGivenName } from '../../document/facts/begun.ts';
import { partsOf, withType } from '../../document/facts/document.ts';
import { useSay } from '../../words/say.ts';
import { Choose } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { SwitchField } from '../inputs/switch-field.tsx';
import { FigureInput, TextInput } from '../inputs/text-input.tsx';
import { WordsInput } from '../inputs/words-input.tsx';
import { useFactsDesk } from './desk.ts';
import { FactIdentity } from './fact-identity.tsx';
import { FactOptions } from './fact-options.tsx';
import { FactPattern } from './fact-pattern.tsx';
import { FactSamples } from './fact-samples.tsx';

interface FactFormProps {
  id: string;
  fact: Fact;
  onOpen: (id: string | undefined) => void;
}

interface PartProps {
  fact: Fact;
  /** JSON Pointer of the fact. */
  at: string;
  change: (path: Path, value: unknown, burst?: string) => void;
}

export function FactForm({ id, fact, onOpen }: FactFormProps) {
  const { t } = useTranslation('facts');
  const { port } = useFactsDesk();
  const at = `/facts/${id}`;
  const change: PartProps['change'] = (path, value, burst) =>
    void port?.perform({ do: 'changeFact', args: { id, path, value } }, burst);
  const replace = (next: Fact) =>
    void port?.perform({ do: 'replaceFact', args: { id, fact: next } });
  const parts = partsOf(fact);
  const part = { fact, at, change };
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
      <div className="rule-form-row">
        <FactIdentity id={id} fact={fact} onOpen={onOpen} />
        <Kind fact={fact} at={at} onReplace={replace} />
      </div>
      {parts.bounds && <Figures {...part} />}
      {parts.length && <Written {...part} />}
      {parts.options && (
        <Field label={t('field.options')} at={`${at}/options`} isGroup>
          {() => (
            <FactOptions
              options={fact.options ?? []}
              onChange={(options, burst) => change(['options'], options, burst)}
            />
          )}
        </Field>
      )}
      <Field label={t('field.help')} at={`${at}/help`} isGroup>
        {() => (
          <WordsInput
            label={t('field.help')}
            value={fact.help}
            isLong
            isOptional
            placeholder={t('field.helpEmpty')}
            write={(words, burst) => change(['help'], words, burst)}
          />
        )}
      </Field>
      <Marks {...part} />
      <Samples {...part} />
    </div>
  );
}

/** What simulations enter; of days and times, counted from the day of entry. */
function Samples({ fact, at, change }: PartProps) {
  const { t } = useTranslation('facts');
  const isDated = [fact.type, fact.item].some((one) => one === 'date' || one === 'datetime');
  return (
    <Field
      label={t('field.samples')}
      at={`${at}/samples`}
      help={t(isDated ? 'sample.helpDated' : 'sample.help')}
      isGroup
    >
      {() => (
        <FactSamples
          fact={fact}
          onChange={(samples, burst) => change(['samples'], samples, burst)}
        />
      )}
    </Field>
  );
}

interface KindProps {
  fact: Fact;
  at: string;
  onReplace: (fact: Fact) => void;
}

/** Another type takes away what it gives no meaning to; undo brings it back. */
function Kind({ fact, at, onReplace }: KindProps) {
  const { t } = useTranslation('facts');
  const say = useSay();
  const options = (types: readonly Fact['type'][]) =>
    types.map((value) => ({ value, label: say(typeNames[value]) }));
  return (
    <>
      <Field label={t('field.type')} at={`${at}/type`}>
        {(tied) => (
          <Choose
            {...tied}
            value={fact.type}
            options={options(factTypes)}
            onChange={(type) => onReplace(withType(fact, type as Fact['type']))}
          />
        )}
      </Field>
      {fact.type === 'list' && (
        <Field label={t('field.item')} at={`${at}/item`}>
          {(tied) => (
            <Choose
              {...tied}
              value={fact.item ?? 'string'}
              options={options(itemTypes)}
              onChange={(item) => onReplace(withType(fact, 'list', item as Fact['item']))}
            />
          )}
        </Field>
      )}
    </>
  );
}

/** Unit and bounds of a figure. */
function Figures({ fact, at, change }: PartProps) {
  const { t } = useTranslation('facts');
  const isInteger = fact.type === 'integer' || fact.item === 'integer';
  return (
    <div className="fact-figures">
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
      {(['min', 'max'] as const).map((end) => (
        <Field key={end} label={t(`field.${end}`)} at={`${at}/${end}`}>
          {(tied) => (
            <FigureInput
              {...tied}
              value={fact[end]}
              isInteger={isInteger}
              isOptional
              refusal={t('field.boundWrong')}
              within={(figure) => isOrdered(fact, end, figure)}
              placeholder={t('field.unbounded')}
              write={(figure, burst) => change([end], figure, burst)}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

/** The lowest value is not above the highest. */
function isOrdered({ min, max }: Fact, end: 'min' | 'max', figure: number): boolean {
  if (end === 'min') return max === undefined || figure <= max;
  return min === undefined || figure >= min;
}

/** How long a text may be, and how it is written. */
function Written({ fact, at, change }: PartProps) {
  const { t } = useTranslation('facts');
  const usual = fact.type === 'text' ? 20000 : 200;
  return (
    <div className="fact-written">
      <Field label={t('field.max_length')} at={`${at}/max_length`}>
        {(tied) => (
          <FigureInput
            {...tied}
            value={fact.max_length}
            isInteger
            isOptional
            within={(figure) => figure > 0 && figure <= 20000}
            refusal={t('field.lengthWrong')}
            placeholder={String(usual)}
            suffix={t('field.characters')}
            write={(figure, burst) => change(['max_length'], figure, burst)}
          />
        )}
      </Field>
      <FactPattern fact={fact} at={`${at}/pattern`} change={change} />
    </div>
  );
}

function Marks({ fact, at, change }: PartProps) {
  const { t } = useTranslation('facts');
  return (
    <div className="rule-form-row">
      {(['personal', 'nullable'] as const).map((mark) => (
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
