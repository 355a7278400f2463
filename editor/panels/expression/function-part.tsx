/** A function, and a form for its arguments made from what its row says it takes. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FactValue } from '@flowmeter/engine/definition/facts.ts';
import type { FunctionParameter, FunctionRow } from '@flowmeter/engine/records/function-row.ts';
import { functionOf, functions } from '@flowmeter/engine/records/functions.ts';
import { sayValue } from '@flowmeter/engine/rules/words.ts';
import { useSay } from '../../words/say.ts';
import { Choose, type OptionGroup } from '../inputs/choose.tsx';
import { byPlace } from '../inputs/by-place.ts';
import { Field } from '../inputs/field.tsx';
import { useIsReadOnly } from '../panel.ts';
import { type NodeProps, useExpressions } from './desk.ts';
import { argumentOf, type Call, callOf, functionIds, kindsTaken, mayVary } from './sorts.ts';

export function CallPart(props: NodeProps) {
  const { label, value, scope, wanted, onChange } = props;
  const { t } = useTranslation('derived');
  const held = value as Call;
  const row = functionOf(held.function);
  const options = useFunctionGroups(wanted, held.function);
  return (
    <>
      <div className="expression-function">
        <Choose
          value={held.function}
          options={options}
          listWidth={320}
          isSearched
          onChange={(id) => id !== undefined && onChange(callOf(id, held.of, scope))}
          aria-label={t('functionOf', { name: label })}
        />
        {row !== undefined && <FunctionHelp row={row} />}
      </div>
      {row !== undefined && <Arguments {...props} held={held} row={row} />}
    </>
  );
}

interface ArgumentsProps extends NodeProps {
  held: Call;
  row: FunctionRow;
}

function Arguments({ held, row, scope, at, onChange }: ArgumentsProps) {
  const { t } = useTranslation('derived');
  const say = useSay();
  const isReadOnly = useIsReadOnly();
  const { of } = held;
  const { more, fewer } = mayVary(row, of.length);
  const parameterAt = (index: number) => row.params[Math.min(index, row.params.length - 1)];
  const put = (next: Call['of'], burst?: string) => onChange({ ...held, of: next }, burst);
  return (
    <>
      {byPlace(of).map(({ key, one, index }) => (
        <Argument
          key={key}
          parameter={parameterAt(index)}
          index={index}
          node={{
            label: labelOf(say, parameterAt(index), of.length > row.params.length, index),
            value: one,
            scope,
            at: `${at}/of/${index}`,
            wanted: kindsTaken(parameterAt(index)),
            onChange: (next, burst) => put(of.with(index, next), burst),
            onRemove: fewer ? () => put(of.toSpliced(index, 1)) : undefined,
          }}
        />
      ))}
      {more && !isReadOnly && (
        <Button
          type="text"
          size="small"
          className="expression-add"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => put([...of, argumentOf(parameterAt(of.length), scope)])}
        >
          {t('addArgument', { name: say(parameterAt(of.length)?.name) })}
        </Button>
      )}
    </>
  );
}

function labelOf(
  say: ReturnType<typeof useSay>,
  parameter: FunctionParameter | undefined,
  isCounted: boolean,
  index: number,
): string {
  const name = say(parameter?.name);
  return isCounted ? `${name} ${index + 1}` : name;
}

interface ArgumentProps {
  parameter: FunctionParameter | undefined;
  index: number;
  node: NodeProps;
}

/** A calendar is chosen; everything else is an expression of its own. */
function Argument({ parameter, node }: ArgumentProps) {
  const { Node } = useExpressions();
  if (parameter?.takes !== 'calendar') return <Node {...node} />;
  const calendars = [...node.scope.terms.calendars.keys()];
  return (
    <Field label={node.label} at={node.at}>
      {(tied) => (
        <Choose
          {...tied}
          value={typeof node.value === 'string' ? node.value : undefined}
          options={calendars.map((id) => ({ value: id, label: id }))}
          onChange={(id) => id !== undefined && node.onChange(id)}
        />
      )}
    </Field>
  );
}

/** What it does, with what comes of its examples. */
function FunctionHelp({ row: { help, examples } }: { row: FunctionRow }) {
  const { t } = useTranslation('derived');
  const say = useSay();
  const written = (value: FactValue | undefined) => {
    if (value === undefined) return t('live.unknown');
    return value === null ? t('live.null') : say(sayValue('', value, {}));
  };
  return (
    <p className="panel-help expression-help">
      {help !== undefined && <span>{say(help)} </span>}
      {examples.slice(0, 2).map(([of, gives]) => (
        <span key={JSON.stringify(of)} className="expression-example">
          {`(${of.map(written).join(', ')}) → ${written(gives)}`}
        </span>
      ))}
    </p>
  );
}

/** Those that fit their place first. */
function useFunctionGroups(wanted: NodeProps['wanted'], held: string): OptionGroup[] {
  const { t } = useTranslation('derived');
  const say = useSay();
  const fitting = new Set(functionIds(wanted));
  const rows = Object.entries(functions).map(([id, { name, help }]) => ({
    value: id,
    label: say(name),
    note: id,
    search: [name.zh, name.en, help?.zh, help?.en].filter(Boolean).join(' '),
  }));
  const known = functionOf(held) !== undefined;
  return [
    ...(known ? [] : [{ label: t('facts.lost'), options: [{ value: held, label: held }] }]),
    { label: t('functions.fitting'), options: rows.filter(({ value }) => fitting.has(value)) },
    { label: t('functions.others'), options: rows.filter(({ value }) => !fitting.has(value)) },
  ];
}
