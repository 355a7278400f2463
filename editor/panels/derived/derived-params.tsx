/** Figures that whoever asks may set, e.g. a rule its threshold; else their defaults. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Scalar } from '@flowmeter/engine/definition/condition.ts';
import { type DerivedParam, derivedTypes } from '@flowmeter/engine/definition/derived.ts';
import { typeNames } from '@flowmeter/engine/rules/check.ts';
import { useSay } from '../../words/say.ts';
import { newParam } from '../../document/facts/begun.ts';
import { isFactId } from '../../document/facts/document.ts';
import { LiteralInput } from '../condition/literal.tsx';
import { byPlace } from '../inputs/by-place.ts';
import { Choose } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { TextInput } from '../inputs/text-input.tsx';
import { Tool } from '../inputs/tool.tsx';
import { WordsInput } from '../inputs/words-input.tsx';
import { useIsReadOnly } from '../panel.ts';
import type { ChangeFact } from './derived-panel.tsx';

interface DerivedParamsProps {
  params: Readonly<Record<string, DerivedParam>>;
  at: string;
  change: ChangeFact;
}

/** Enumerations have no options of their own here, so there are none to choose. */
const paramTypes = derivedTypes.filter((type) => type !== 'enum' && type !== 'text');

const first: Record<(typeof derivedTypes)[number], Scalar> = {
  string: '',
  text: '',
  enum: '',
  number: 0,
  integer: 0,
  boolean: true,
  date: '2026-01-01',
  datetime: '2026-01-01T00:00:00.000Z',
};

export function DerivedParams({ params, at, change }: DerivedParamsProps) {
  const { t } = useTranslation('derived');
  const isReadOnly = useIsReadOnly();
  const entries = Object.entries(params);
  const put = (next: Record<string, DerivedParam>, burst?: string) =>
    change(['params'], Object.keys(next).length === 0 ? undefined : next, burst);
  if (isReadOnly && entries.length === 0) return null;
  const add = () => {
    let n = 1;
    while (Object.hasOwn(params, `param_${n}`)) n += 1;
    put({ ...params, [`param_${n}`]: newParam(n) });
  };
  return (
    <section className="rule-part" aria-label={t('params.title')}>
      <div className="rule-part-head">
        <h3>
          {t('params.title')}
          <span className="section-count">{entries.length}</span>
        </h3>
        {!isReadOnly && (
          <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} onClick={add}>
            {t('params.add')}
          </Button>
        )}
      </div>
      {entries.length === 0 && <p className="quiet">{t('params.help')}</p>}
      {byPlace(entries).map(({ key, one: [id, param] }) => (
        <Param
          key={key}
          id={id}
          param={param}
          at={`${at}/${id}`}
          isFree={(text) => text === id || (isFactId(text) && !Object.hasOwn(params, text))}
          onPut={(next, burst) => put({ ...params, [id]: next }, burst)}
          onRename={(to, burst) =>
            put(
              Object.fromEntries(entries.map(([one, held]) => [one === id ? to : one, held])),
              burst,
            )
          }
          onRemove={() => put(Object.fromEntries(entries.filter(([one]) => one !== id)))}
        />
      ))}
    </section>
  );
}

interface ParamProps {
  id: string;
  param: DerivedParam;
  at: string;
  isFree: (text: string) => boolean;
  onPut: (param: DerivedParam, burst?: string) => void;
  onRename: (to: string, burst: string) => void;
  onRemove: () => void;
}

function Param({ id, param, at, isFree, onPut, onRename, onRemove }: ParamProps) {
  const { t } = useTranslation(['derived', 'facts']);
  const say = useSay();
  const name = say(param.name);
  return (
    <div className="panel-card derived-param" data-at={at}>
      <div className="panel-row-line">
        <TextInput
          value={id}
          accepts={isFree}
          refusal={t('facts:field.idWrong')}
          write={onRename}
          aria-label={t('params.idOf', { name })}
        />
        <Choose
          value={param.type}
          options={paramTypes.map((value) => ({ value, label: say(typeNames[value]) }))}
          listWidth={120}
          onChange={(type) => {
            const chosen = type as DerivedParam['type'];
            onPut({ ...param, type: chosen, default: first[chosen] });
          }}
          aria-label={t('params.typeOf', { name })}
        />
        <TextInput
          value={param.unit ?? ''}
          maxLength={16}
          placeholder={t('facts:field.unit')}
          write={(unit, burst) => {
            const { unit: _, ...rest } = param;
            onPut(unit.trim() === '' ? rest : { ...rest, unit: unit.trim() }, burst);
          }}
          aria-label={t('params.unitOf', { name })}
        />
        <Tool
          label={t('removePart', { name })}
          icon={<DeleteOutlined aria-hidden />}
          isDanger
          onClick={onRemove}
        />
      </div>
      <WordsInput
        label={t('facts:field.name')}
        value={param.name}
        write={(words, burst) => words && onPut({ ...param, name: words }, burst)}
      />
      <Field label={t('params.default')} at={`${at}/default`} isGroup>
        {() => (
          <LiteralInput
            fact={{ name: param.name, type: param.type, unit: param.unit }}
            label={t('params.defaultOf', { name })}
            value={param.default}
            isList={false}
            onChange={(value, burst) => onPut({ ...param, default: value as Scalar }, burst)}
          />
        )}
      </Field>
    </div>
  );
}
