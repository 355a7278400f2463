/** The hit policy in the corner of the grid: its letter, and all of them to choose from. */
import { DownOutlined } from '@ant-design/icons';
import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  type HitPolicy,
  hitPolicies,
  type TableDefinition,
} from '@flowmeter/engine/definition/table.ts';
import { useSay } from '../../words/say.ts';
import type { TablePort } from './desk.ts';

interface HitMenuProps {
  table: TableDefinition;
  port: TablePort | undefined;
}

export function HitMenu({ table: { hit }, port }: HitMenuProps) {
  const { t } = useTranslation('grid');
  const say = useSay();
  const words = t('hit', { letter: hit, words: say(hitPolicies[hit]) });
  if (port === undefined) {
    return (
      <span title={words} className="grid-hit">
        <span aria-hidden>{hit}</span>
        <span className="unseen">{words}</span>
      </span>
    );
  }
  const choose = (value: string) =>
    port.perform({ do: 'changeTable', args: { path: ['hit'], value } });
  const items = (Object.keys(hitPolicies) as HitPolicy[]).map((key) => ({
    key,
    label: `${key} ${say(hitPolicies[key])}`,
  }));
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, selectable: true, selectedKeys: [hit], onClick: ({ key }) => choose(key) }}
    >
      <button
        type="button"
        tabIndex={-1}
        className="grid-hit"
        title={words}
        aria-label={words}
        onPointerDown={(event) => event.stopPropagation()}
      >
        {hit} <DownOutlined aria-hidden />
      </button>
    </Dropdown>
  );
}
