/** What rules and derived facts can say: every operator and function with examples, as they are tested. */
import { useTranslation } from 'react-i18next';
import type { FactValue } from '@flowmeter/engine/definition/facts.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { functions } from '@flowmeter/engine/records/functions.ts';
import { operators } from '@flowmeter/engine/rules/operators.ts';
import type { Plain } from '@flowmeter/engine/rules/operators.ts';
import { Section } from '../display/page.tsx';
import { DataTable, type Column } from '../display/table.tsx';
import { useSay } from '../words/say.ts';

interface Entry {
  id: string;
  name: Localized;
  help?: Localized | undefined;
  examples: string[];
}

export function HelpVocabulary() {
  const { t } = useTranslation('help');
  const rules = Object.entries(operators).map(([id, { name, examples }]): Entry => {
    const said = examples.map(([[left, right], holds]) => {
      const [one, other] = [plain(left), plain(right)];
      return `${one} ${id} ${other} → ${holds ? t('vocabulary.holds') : t('vocabulary.not')}`;
    });
    return { id, name, examples: said };
  });
  const derived = Object.entries(functions).map(([id, { name, help, examples }]): Entry => {
    const said = examples.map(
      ([of, gives]) =>
        `${id}(${of.map(plain).join(', ')}) → ${gives === undefined ? t('vocabulary.unknown') : plain(gives)}`,
    );
    return { id, name, help, examples: said };
  });
  return (
    <>
      <Section title={t('vocabulary.operators')} count={rules.length} flush>
        <Vocabulary title={t('vocabulary.operators')} rows={rules} />
      </Section>
      <Section title={t('vocabulary.functions')} count={derived.length} flush>
        <Vocabulary title={t('vocabulary.functions')} rows={derived} />
      </Section>
    </>
  );
}

function Vocabulary({ title, rows }: { title: string; rows: readonly Entry[] }) {
  const { t } = useTranslation('help');
  const say = useSay();
  const columns: Column<Entry>[] = [
    {
      key: 'name',
      title: t('vocabulary.name'),
      width: '38%',
      render: ({ id, name, help }) => (
        <>
          <span>{say(name)}</span> <code>{id}</code>
          {help && <small className="vocabulary-help">{say(help)}</small>}
        </>
      ),
    },
    {
      key: 'examples',
      title: t('vocabulary.examples'),
      render: ({ examples }) => (
        <ul className="vocabulary-examples">
          {examples.map((one) => (
            <li key={one}>
              <code className="break">{one}</code>
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return <DataTable caption={title} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function plain(value: Plain | FactValue | readonly Plain[]): string {
  return JSON.stringify(value);
}
