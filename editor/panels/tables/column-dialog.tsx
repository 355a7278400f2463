/** What a column is: its words, the fact it asks for, its type and unit. */
import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { TableDefinition, TableInput } from '@flowmeter/engine/definition/table.ts';
import { typeNames } from '@flowmeter/engine/rules/check.ts';
import type { Path } from '../../document/assign.ts';
import { isInput } from '../../document/tables/document.ts';
import { useSay } from '../../words/say.ts';
import { Choose } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { SwitchField } from '../inputs/switch-field.tsx';
import { TextInput } from '../inputs/text-input.tsx';
import { WordsInput } from '../inputs/words-input.tsx';
import type { TablePort } from './desk.ts';
import { OptionLines } from './option-lines.tsx';

interface ColumnDialogProps {
  table: TableDefinition;
  column: number;
  facts: FactDictionary;
  port: TablePort;
  onClose: () => void;
}

export function ColumnDialog({ table, column, facts, port, onClose }: ColumnDialogProps) {
  const { t } = useTranslation('rules');
  const isIn = isInput(table, column);
  const place = isIn ? column : column - table.inputs.length;
  const side = isIn ? 'inputs' : 'outputs';
  const held = isIn ? table.inputs[place] : table.outputs[place];
  if (held === undefined) return null;
  const change = (path: Path, value: unknown, burst?: string) =>
    port.perform({ do: 'changeTable', args: { path: [side, place, ...path], value } }, burst);
  const remove = () => {
    if (port.perform({ do: 'removeColumn', args: { column } }) !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t(isIn ? 'column.input' : 'column.output')}
      onCancel={onClose}
      footer={<Foot onRemove={remove} onClose={onClose} />}
    >
      <div className="rule-form">
        <Field label={t('field.name')} isGroup>
          {() => (
            <WordsInput
              label={t('field.name')}
              value={held.name}
              write={(words, burst) => words && change(['name'], words, burst)}
            />
          )}
        </Field>
        {isIn && <FactField input={held} facts={facts} change={change} />}
        <div className="rule-form-row">
          <TypeField type={held.type} change={change} />
          <UnitField unit={held.unit} change={change} />
        </div>
        {held.type === 'enum' && (
          <OptionLines
            options={held.options}
            onChange={(options) => change(['options'], options)}
          />
        )}
        <SwitchField
          label={t('column.nullable')}
          help={t('column.nullableHelp')}
          at={undefined}
          value={held.nullable}
          write={(isOn) => change(['nullable'], isOn)}
        />
      </div>
    </Modal>
  );
}

function Foot({ onRemove, onClose }: { onRemove: () => void; onClose: () => void }) {
  const { t } = useTranslation('rules');
  return (
    <div className="column-foot">
      <Button danger type="text" onClick={onRemove}>
        {t('column.remove')}
      </Button>
      <Button type="primary" onClick={onClose}>
        {t('column.done')}
      </Button>
    </div>
  );
}

interface PartProps {
  change: (path: Path, value: unknown, burst?: string) => void;
}

function UnitField({ unit, change }: PartProps & { unit: string | undefined }) {
  const { t } = useTranslation('rules');
  return (
    <Field label={t('threshold.unit')}>
      {(tied) => (
        <TextInput
          {...tied}
          value={unit ?? ''}
          maxLength={16}
          write={(text, burst) => change(['unit'], text === '' ? undefined : text, burst)}
        />
      )}
    </Field>
  );
}

/** The fact brings its type and its domain along. */
function FactField({
  input,
  facts,
  change,
}: PartProps & { input: TableInput; facts: FactDictionary }) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const fact = input.fact ?? input.id;
  const options = Object.entries(facts)
    .filter(([, { type }]) => type !== 'list')
    .map(([id, { name }]) => ({ value: id, label: say(name), search: `${name.zh} ${name.en}` }));
  const isKnown = options.some(({ value }) => value === fact);
  const choose = (id: string | undefined) => {
    const chosen = id === undefined ? undefined : facts[id];
    if (chosen === undefined) return;
    change(['fact'], id === input.id ? undefined : id);
    change(['type'], chosen.type);
  };
  return (
    <Field label={t('column.fact')} help={isKnown ? undefined : t('column.factGiven')} isGroup>
      {(tied) => (
        <Choose
          value={fact}
          options={isKnown ? options : [{ value: fact, label: fact }, ...options]}
          onChange={choose}
          aria-labelledby={tied['aria-labelledby']}
        />
      )}
    </Field>
  );
}

const types = [
  'number',
  'integer',
  'boolean',
  'enum',
  'string',
  'text',
  'date',
  'datetime',
] as const;

function TypeField({ type, change }: PartProps & { type: TableInput['type'] }) {
  const { t } = useTranslation('rules');
  const say = useSay();
  return (
    <Field label={t('column.type')} isGroup>
      {(tied) => (
        <Choose
          value={type}
          options={types.map((value) => ({ value, label: say(typeNames[value]) }))}
          onChange={(chosen) => change(['type'], chosen)}
          aria-labelledby={tied['aria-labelledby']}
        />
      )}
    </Field>
  );
}
