/** What a table is called, and what becomes of several rows that match. */
import { useTranslation } from 'react-i18next';
import {
  type HitPolicy,
  hitPolicies,
  type TableDefinition,
} from '@flowmeter/engine/definition/table.ts';
import { useSay } from '../../words/say.ts';
import { Choose } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { useIsReadOnly } from '../panel.ts';
import type { TablePort } from './desk.ts';
import { NamingFields } from '../inputs/naming-fields.tsx';

interface TableSettingsProps {
  table: TableDefinition;
  port: TablePort | undefined;
}

export function TableSettings({ table, port }: TableSettingsProps) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const isReadOnly = useIsReadOnly();
  const change = (part: 'name' | 'description' | 'hit', value: unknown, burst?: string) =>
    port?.perform({ do: 'changeTable', args: { path: [part], value } }, burst);
  const policies = Object.keys(hitPolicies) as HitPolicy[];
  if (isReadOnly) return <ShownSettings table={table} />;
  return (
    <div className="rule-form">
      <Field label={t('tables.hit')} help={t('settings.hitHelp')} isGroup>
        {(tied) => (
          <Choose
            value={table.hit}
            options={policies.map((value) => ({
              value,
              label: `${value} ${say(hitPolicies[value])}`,
            }))}
            onChange={(hit) => change('hit', hit)}
            aria-labelledby={tied['aria-labelledby']}
          />
        )}
      </Field>
      <NamingFields named={table} change={change} />
    </div>
  );
}

function ShownSettings({ table }: Pick<TableSettingsProps, 'table'>) {
  const { t } = useTranslation('rules');
  const say = useSay();
  return (
    <dl className="rule-consequences">
      <div>
        <dt>{t('tables.hit')}</dt>
        <dd>
          <code>{table.hit}</code> {say(hitPolicies[table.hit])}
        </dd>
      </div>
      <div>
        <dt>{t('settings.description')}</dt>
        <dd>{say(table.description) || '—'}</dd>
      </div>
    </dl>
  );
}
