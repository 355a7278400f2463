/** Playing a trial: on and pause, how fast, and the steps at which it stops. */
import { CaretRightOutlined, PauseOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { useSay } from '../../words/say.ts';
import { type Pace, paces, type Play } from './use-play.ts';

interface PlayingProps {
  play: Play;
  /** There is nothing to go on to. */
  isOff: boolean;
}

export function Playing({ play, isOff }: PlayingProps) {
  const { t } = useTranslation('trial');
  const { isPlaying, pace, setPace, toggle } = play;
  const options = (Object.keys(paces) as Pace[]).map((value) => ({
    value,
    label: t(`pace.${value}`),
  }));
  return (
    <>
      <Button
        size="small"
        type="primary"
        icon={isPlaying ? <PauseOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
        disabled={isOff && !isPlaying}
        onClick={toggle}
      >
        {t(isPlaying ? 'play.pause' : 'play.start')}
      </Button>
      <Select
        size="small"
        aria-label={t('play.pace')}
        className="trial-pace"
        value={pace}
        options={options}
        onChange={setPace}
      />
    </>
  );
}

interface StopsProps {
  flow: FlowDefinition;
  stops: readonly string[];
  onChange: (stops: string[]) => void;
}

export function Stops({ flow, stops, onChange }: StopsProps) {
  const { t } = useTranslation('trial');
  const say = useSay();
  const options = Object.entries(flow.steps).map(([value, { name }]) => ({
    value,
    label: say(name) || value,
  }));
  return (
    <Select
      size="small"
      mode="multiple"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={t('play.stops')}
      placeholder={t('play.stops')}
      className="trial-stops"
      maxTagCount={1}
      value={[...stops]}
      options={options}
      onChange={onChange}
    />
  );
}
