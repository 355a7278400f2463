/** The target and the scoring ladder: what a figure is worth, as figures, as rungs and as a line. */
import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { useFormat } from '../../display/format.ts';
import { useSay } from '../../words/say.ts';
import { ExactProblems, Field } from '../inputs/field.tsx';
import { FigureInput } from '../inputs/text-input.tsx';
import { BasisFields } from './basis-fields.tsx';
import type { IndicatorPort } from './desk.ts';
import { FormPart } from './form-part.tsx';
import { LadderChart } from './ladder-chart.tsx';
import { type Rung, rungsOf } from './ladder.ts';

interface LadderPartProps {
  indicator: IndicatorDefinition;
  port: IndicatorPort;
  figure: number | null;
}

const directions = ['higher', 'lower', 'info'] as const;
const forms = ['deduct', 'linear', 'none'] as const;

export function LadderPart(props: LadderPartProps) {
  const { indicator, port, figure } = props;
  const { t } = useTranslation('figures');
  const { direction, ladder, target } = indicator;
  return (
    <FormPart title={t('form.scored')}>
      <Field label={t('form.direction')} at="/direction" isGroup>
        {(tied) => (
          <Radio.Group
            block
            optionType="button"
            value={direction}
            options={directions.map((value) => ({ value, label: t(`direction.${value}`) }))}
            onChange={(event) =>
              port.perform({ do: 'changeDirection', args: { direction: event.target.value } })
            }
            role="radiogroup"
            aria-labelledby={tied['aria-labelledby']}
          />
        )}
      </Field>
      <Target {...props} />
      <Field label={t('form.ladder')} at="/ladder/form" isGroup>
        {(tied) => (
          <Radio.Group
            block
            optionType="button"
            value={ladder.form}
            options={forms.map((value) => ({ value, label: t(`ladder.form.${value}`) }))}
            onChange={(event) =>
              port.perform({ do: 'changeForm', args: { form: event.target.value } })
            }
            role="radiogroup"
            aria-labelledby={tied['aria-labelledby']}
          />
        )}
      </Field>
      <ExactProblems at="/ladder" />
      {ladder.form !== 'none' && <LadderFields indicator={indicator} port={port} />}
      {ladder.form !== 'none' && target !== undefined && direction !== 'info' && (
        <div className="ladder-shown">
          <LadderChart indicator={indicator} figure={figure} />
          <Rungs indicator={indicator} />
        </div>
      )}
    </FormPart>
  );
}

function Target({ indicator, port }: LadderPartProps) {
  const { t } = useTranslation(['figures', 'panels']);
  const say = useSay();
  const { target, unit, min_n: least } = indicator;
  return (
    <>
      <div className="rule-form-row">
        <Field label={t('form.target')} at="/target/value">
          {(tied) => (
            <FigureInput
              value={target?.value}
              isOptional
              refusal={t('panels:notANumber')}
              suffix={say(unitName(unit))}
              placeholder={t('form.noTarget')}
              write={(value, burst) => port.perform({ do: 'changeTarget', args: { value } }, burst)}
              {...tied}
            />
          )}
        </Field>
        <Field label={t('form.least')} at="/min_n" help={t('form.leastHelp')}>
          {(tied) => (
            <FigureInput
              value={least}
              isInteger
              within={(n) => n >= 0}
              refusal={t('panels:notAnInteger')}
              write={(value, burst) =>
                port.perform({ do: 'change', args: { path: ['min_n'], value } }, burst)
              }
              {...tied}
            />
          )}
        </Field>
      </div>
      {target !== undefined && (
        <BasisFields
          basis={target.basis}
          at="/target/basis"
          change={(part, value, burst) =>
            port.perform({ do: 'change', args: { path: ['target', 'basis', part], value } }, burst)
          }
        />
      )}
    </>
  );
}

/** The figures of the ladder, read as a sentence. */
function LadderFields({ indicator, port }: Pick<LadderPartProps, 'indicator' | 'port'>) {
  const { t } = useTranslation(['figures', 'panels']);
  const say = useSay();
  const { ladder, unit } = indicator;
  if (ladder.form === 'none') return null;
  const figure = (part: 'per' | 'points' | 'floor' | 'cap', value: number, suffix: string) => (
    <Field key={part} label={t(`ladder.${part}`)} at={`/ladder/${part}`}>
      {(tied) => (
        <FigureInput
          value={value}
          within={(typed) => part === 'floor' || part === 'cap' || typed > 0}
          refusal={t('ladder.wrong')}
          suffix={suffix}
          write={(typed, burst) =>
            port.perform({ do: 'change', args: { path: ['ladder', part], value: typed } }, burst)
          }
          {...tied}
        />
      )}
    </Field>
  );
  const marks = t('ladder.marks');
  return (
    <div className="ladder-fields">
      {ladder.form === 'deduct' && figure('per', ladder.per, say(unitName(unit)))}
      {ladder.form === 'deduct' && figure('points', ladder.points, marks)}
      {figure('floor', ladder.floor, marks)}
      {figure('cap', ladder.cap, marks)}
    </div>
  );
}

/** Some figures with what each is worth. */
function Rungs({ indicator }: Pick<LadderPartProps, 'indicator'>) {
  const { t } = useTranslation('figures');
  return (
    <table className="ladder-rungs">
      <caption className="unseen">{t('ladder.rungs')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('ladder.figure')}</th>
          <th scope="col" className="numeric">
            {t('ladder.score')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rungsOf(indicator).map((rung) => (
          <RungRow key={rung.figure} rung={rung} unit={indicator.unit} />
        ))}
      </tbody>
    </table>
  );
}

function RungRow({ rung, unit }: { rung: Rung; unit: string }) {
  const { t } = useTranslation('figures');
  const say = useSay();
  const format = useFormat();
  return (
    <tr className={rung.isTarget ? 'is-target' : undefined}>
      <th scope="row" className="figures">
        {format.number(rung.figure)} {say(unitName(unit))}
        {rung.isTarget && <span className="ladder-target">{t('form.target')}</span>}
      </th>
      <td className="numeric figures">{format.number(rung.score)}</td>
    </tr>
  );
}
