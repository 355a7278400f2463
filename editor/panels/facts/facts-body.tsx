/** A dictionary on the screen: its facts as rows, and beside them the fact that is opened. */
import '../panels.css';
import '../../theme/rules.css';
import '../../theme/facts.css';
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { typeNames } from '@flowmeter/engine/rules/check.ts';
import { FilterChoice, FilterText } from '../../display/filters.tsx';
import { Nothing } from '../../display/nothing.tsx';
import { newFact } from '../../document/facts/begun.ts';
import { freshFactId } from '../../document/facts/document.ts';
import { useSay } from '../../words/say.ts';
import type { Jump } from '../use-jump.ts';
import { type FactsDesk, FactsContext } from './desk.ts';
import { FactGrid } from './fact-grid.tsx';
import { FactPanel } from './fact-panel.tsx';

interface FactsBodyProps {
  desk: FactsDesk;
  /** The id of the fact that is opened. */
  open: string | undefined;
  jump?: Jump | undefined;
  onOpen: (id: string | undefined) => void;
}

const shownKinds = ['personal', 'unused'] as const;
type Shown = Fact['type'] | (typeof shownKinds)[number];

export function FactsBody({ desk, open, jump, onOpen }: FactsBodyProps) {
  const { t } = useTranslation('facts');
  const [query, setQuery] = useState<string>();
  const [shown, setShown] = useState<Shown>();
  const { facts } = desk.set;
  const rows = useMemo(() => fitting(desk, query, shown), [desk, query, shown]);
  const fact = open !== undefined && Object.hasOwn(facts, open) ? facts[open] : undefined;
  const clear = () => {
    setQuery(undefined);
    setShown(undefined);
  };
  return (
    <FactsContext value={desk}>
      <div className="rules-body facts-body" data-open={fact !== undefined}>
        <section className="rules-list" aria-label={t('grid.label')}>
          <div className="facts-tools">
            <FilterText label={t('grid.find')} value={query} onChange={setQuery} />
            <KindFilter facts={facts} value={shown} onChange={setShown} />
            <span className="quiet figures" role="status">
              {t('grid.count', { n: rows.length })}
            </span>
            <AddFact desk={desk} onAdded={(id) => [clear(), onOpen(id)]} />
          </div>
          {rows.length === 0 && (query ?? shown) !== undefined ? (
            <Nothing text={t('grid.empty')}>
              <Button type="link" onClick={clear}>
                {t('grid.all')}
              </Button>
            </Nothing>
          ) : (
            <FactGrid rows={rows} open={open} onOpen={onOpen} />
          )}
        </section>
        {open !== undefined && fact !== undefined && (
          <FactPanel id={open} fact={fact} jump={jump} onOpen={onOpen} />
        )}
      </div>
    </FactsContext>
  );
}

interface KindFilterProps {
  facts: Record<string, Fact>;
  value: Shown | undefined;
  onChange: (shown: Shown | undefined) => void;
}

/** The types that there are, and what is looked for besides. */
function KindFilter({ facts, value, onChange }: KindFilterProps) {
  const { t } = useTranslation('facts');
  const say = useSay();
  const types = [...new Set(Object.values(facts).map(({ type }) => type))];
  const options: { value: Shown; label: string }[] = [
    ...types.map((type) => ({ value: type, label: say(typeNames[type]) })),
    ...shownKinds.map((kind) => ({ value: kind, label: t(`shown.${kind}`) })),
  ];
  return (
    <FilterChoice
      label={t('grid.kind')}
      all={t('grid.everyKind')}
      value={value}
      options={options}
      onChange={onChange}
    />
  );
}

function fitting(
  { set: { facts }, uses }: FactsDesk,
  query: string | undefined,
  shown: Shown | undefined,
): [string, Fact][] {
  const wanted = query?.toLowerCase() ?? '';
  return Object.entries(facts)
    .filter(([id, { name, unit = '' }]) =>
      [id, name.zh, name.en, unit].some((text) => text.toLowerCase().includes(wanted)),
    )
    .filter(([id, { type, personal }]) => {
      if (shown === 'personal') return personal === true;
      return shown === 'unused' ? !uses.has(id) : shown === undefined || type === shown;
    })
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function AddFact({ desk, onAdded }: { desk: FactsDesk; onAdded: (id: string) => void }) {
  const { t } = useTranslation('facts');
  const { set, elsewhere, port } = desk;
  if (port === undefined) return null;
  const add = () => {
    const taken = new Set([...Object.keys(set.facts), ...elsewhere]);
    const id = freshFactId((one) => taken.has(one), 'new_fact');
    if (port.perform({ do: 'addFact', args: { id, fact: newFact } }) !== undefined) onAdded(id);
  };
  return (
    <Button
      type="text"
      size="small"
      className="facts-add"
      icon={<PlusOutlined aria-hidden />}
      onClick={add}
    >
      {t('add')}
    </Button>
  );
}
