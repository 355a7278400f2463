/** Samples of a fact: what simulations and demonstrations enter, and how often each value comes. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import {
  MOST_SAMPLES,
  nextSample,
  type Sample,
  samplesOf,
  type Share,
  sharesOf,
} from '../../document/facts/samples.ts';
import { byPlace } from '../inputs/by-place.ts';
import { useListFocus } from '../inputs/list-focus.ts';
import { FigureInput } from '../inputs/text-input.tsx';
import { Tool } from '../inputs/tool.tsx';
import { useIsReadOnly } from '../panel.ts';
import { SampleInput } from './sample-input.tsx';

interface FactSamplesProps {
  fact: Fact;
  onChange: (samples: Sample[] | undefined, burst?: string) => void;
}

export function FactSamples({ fact, onChange }: FactSamplesProps) {
  const { t } = useTranslation('facts');
  const isReadOnly = useIsReadOnly();
  const [list, focus] = useListFocus();
  const shares = sharesOf(fact.samples);
  const room = MOST_SAMPLES - (fact.samples?.length ?? 0);
  const next = room > 0 ? nextSample(fact, shares, t('sample.word')) : undefined;
  const put = (changed: readonly Share[], burst?: string) => onChange(samplesOf(changed), burst);
  if (shares.length === 0 && isReadOnly) return <p className="quiet">{t('sample.none')}</p>;
  return (
    <div ref={list} className="fact-options">
      {shares.length > 0 && (
        <div className="fact-option fact-sample fact-option-head" aria-hidden>
          <span>{t('sample.value')}</span>
          <span>{t('sample.times')}</span>
        </div>
      )}
      <ol>
        {byPlace(shares).map(({ key, one, index }) => (
          <SampleRow
            key={key}
            fact={fact}
            share={one}
            index={index}
            others={shares.toSpliced(index, 1)}
            room={room}
            onPut={(share, burst) => put(shares.with(index, share), burst)}
            onRemove={() => focus.after(index, () => put(shares.toSpliced(index, 1)))}
          />
        ))}
      </ol>
      {!isReadOnly && (
        <Button
          size="small"
          type="text"
          icon={<PlusOutlined aria-hidden />}
          disabled={next === undefined}
          onClick={() => next !== undefined && put([...shares, { value: next, times: 1 }])}
        >
          {t('sample.add')}
        </Button>
      )}
    </div>
  );
}

interface SampleRowProps {
  fact: Fact;
  share: Share;
  index: number;
  others: readonly Share[];
  /** How many samples more there may be. */
  room: number;
  onPut: (share: Share, burst?: string) => void;
  onRemove: () => void;
}

function SampleRow({ fact, share, index, others, room, onPut, onRemove }: SampleRowProps) {
  const { t } = useTranslation('facts');
  const isReadOnly = useIsReadOnly();
  const n = index + 1;
  return (
    <li className="fact-option fact-sample">
      <SampleInput
        fact={fact}
        value={share.value}
        isFree={(value) => others.every((other) => other.value !== value)}
        label={t('sample.valueOf', { n })}
        onChange={(value, burst) => onPut({ ...share, value }, burst)}
      />
      <FigureInput
        value={share.times}
        isInteger
        within={(times) => times >= 1 && times <= share.times + room}
        refusal={t('sample.timesWrong', { most: share.times + room })}
        write={(times = 1, burst) => onPut({ ...share, times }, burst)}
        aria-label={t('sample.timesOf', { n })}
      />
      {!isReadOnly && (
        <Tool
          label={t('sample.remove', { n })}
          icon={<DeleteOutlined aria-hidden />}
          isDanger
          onClick={onRemove}
        />
      )}
    </li>
  );
}
