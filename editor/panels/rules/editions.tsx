/** What a threshold becomes later, each edition with its first day and what it stands on. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import { BasisLabel } from '../../display/basis.tsx';
import { LiteralInput } from '../condition/literal.tsx';
import { DayInput } from '../inputs/day-input.tsx';
import { OrderTools } from '../inputs/tool.tsx';
import { useIsReadOnly } from '../panel.ts';

type Param = NonNullable<Rule['params']>[string];
type Edition = NonNullable<Param['editions']>[number];

interface EditionsProps {
  /** Of the threshold. */
  id: string;
  param: Param;
  fact: Fact;
  isList: boolean;
  /** Undefined: none is left. */
  change: (editions: Edition[] | undefined, burst?: string) => void;
}

export function Editions({ id, param, fact, isList, change }: EditionsProps) {
  const { t } = useTranslation('rules');
  const isReadOnly = useIsReadOnly();
  const editions = param.editions ?? none;
  // They have no names, and stand in the order of time.
  const rows = editions.map((edition, place) => ({ key: `edition ${place}`, edition }));
  const remove = (place: number) => {
    const left = editions.toSpliced(place, 1);
    change(left.length === 0 ? undefined : left);
  };
  const last = editions.at(-1) ?? param;
  const next = { from: dayAfter(editions), value: last.value, basis: last.basis };
  return (
    <>
      {rows.length > 0 && (
        <ul className="editions">
          {rows.map(({ key, edition }, place) => (
            <EditionRow
              key={key}
              id={id}
              edition={edition}
              fact={fact}
              isList={isList}
              change={(changed, burst) => change(editions.with(place, changed), burst)}
              onRemove={() => remove(place)}
            />
          ))}
        </ul>
      )}
      {!isReadOnly && (
        <Button
          type="link"
          size="small"
          className="edition-add"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => change([...editions, next])}
        >
          {t('threshold.addEdition')}
        </Button>
      )}
    </>
  );
}

interface EditionRowProps extends Pick<EditionsProps, 'id' | 'fact' | 'isList'> {
  edition: Edition;
  change: (edition: Edition, burst?: string) => void;
  onRemove: () => void;
}

function EditionRow({ id, edition, fact, isList, change, onRemove }: EditionRowProps) {
  const { t } = useTranslation('rules');
  const isReadOnly = useIsReadOnly();
  const { from, value, basis } = edition;
  return (
    <li className="edition">
      <DayInput
        label={t('threshold.fromOf', { id })}
        value={from}
        onChange={(day) => day !== undefined && change({ ...edition, from: day })}
      />
      <LiteralInput
        fact={fact}
        label={t('threshold.valueFrom', { id, from })}
        value={value}
        isList={isList}
        onChange={(next, burst) => change({ ...edition, value: next as Edition['value'] }, burst)}
      />
      <BasisLabel kind={basis.kind} source={basis.source} />
      {!isReadOnly && (
        <OrderTools name={from} index={0} count={1} onMove={() => undefined} onRemove={onRemove} />
      )}
    </li>
  );
}

const none: Edition[] = [];

/** Next year's first day, or the year's after the last edition. */
function dayAfter(editions: readonly Edition[]): string {
  const last = editions.at(-1)?.from ?? new Date().toISOString();
  return `${Number(last.slice(0, 4)) + 1}-01-01`;
}
