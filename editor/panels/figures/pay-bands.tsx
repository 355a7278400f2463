/** The ladder of pay coefficients: from which score on, which coefficient; and as steps on a chart. */
import { PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ScorecardDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { ExactProblems, ProblemNotes } from '../inputs/field.tsx';
import { FigureInput, TextInput } from '../inputs/text-input.tsx';
import { OrderTools, Tool } from '../inputs/tool.tsx';
import { useProblems } from '../panel.ts';
import { problemsAt } from '../problem-order.ts';
import { BasisFields } from './basis-fields.tsx';
import type { CardPort } from './desk.ts';
import { FormPart } from './form-part.tsx';
import { PayChart } from './pay-chart.tsx';

interface PayBandsProps {
  card: ScorecardDefinition;
  port: CardPort;
  /** The newest score, to be shown on the ladder. */
  score: number | null;
}

export function PayBands({ card: { pay }, port, score }: PayBandsProps) {
  const { t } = useTranslation('figures');
  return (
    <FormPart title={t('pay.title')}>
      <ExactProblems at="/pay" />
      <div className="pay-ladder">
        <table className="pay-bands">
          <caption className="unseen">{t('pay.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('pay.from')}</th>
              <th scope="col">{t('pay.coefficient')}</th>
              <th scope="col">{t('pay.grade')}</th>
              <th scope="col">
                <span className="unseen">{t('tree.tools')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {[...pay.bands.entries()].map(([index, band]) => (
              <Band
                key={`band ${index}`}
                band={band}
                index={index}
                count={pay.bands.length}
                port={port}
              />
            ))}
          </tbody>
        </table>
        <PayChart bands={pay.bands} score={score} />
      </div>
      <BasisFields
        basis={pay.basis}
        at="/pay/basis"
        change={(part, value, burst) =>
          port.perform({ do: 'change', args: { path: ['pay', 'basis', part], value } }, burst)
        }
      />
    </FormPart>
  );
}

const isId = (text: string) => /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(text);

interface BandProps {
  band: ScorecardDefinition['pay']['bands'][number];
  index: number;
  count: number;
  port: CardPort;
}

function Band({ band, index, count, port }: BandProps) {
  const { t } = useTranslation(['figures', 'panels', 'rules']);
  const found = problemsAt(useProblems(), `/pay/bands/${index}`);
  const n = index + 1;
  const change = (part: 'from' | 'coefficient' | 'grade', value: unknown, burst: string) =>
    port.perform({ do: 'change', args: { path: ['pay', 'bands', index, part], value } }, burst);
  return (
    <tr data-at={`/pay/bands/${index}`}>
      <td>
        <FigureInput
          value={band.from}
          refusal={t('panels:notANumber')}
          prefix="≥"
          write={(value, burst) => change('from', value, burst)}
          aria-label={t('pay.fromOf', { n })}
        />
        <ProblemNotes problems={found} />
      </td>
      <td>
        <FigureInput
          value={band.coefficient}
          refusal={t('panels:notANumber')}
          prefix="×"
          write={(value, burst) => change('coefficient', value, burst)}
          aria-label={t('pay.coefficientOf', { n })}
        />
      </td>
      <td>
        <TextInput
          value={band.grade}
          accepts={isId}
          refusal={t('rules:field.idWrong')}
          write={(value, burst) => change('grade', value, burst)}
          aria-label={t('pay.gradeOf', { n })}
        />
      </td>
      <td>
        <span className="tools">
          <Tool
            label={t('pay.add', { n })}
            icon={<PlusOutlined aria-hidden />}
            onClick={() => port.perform({ do: 'addBand', args: { after: index } })}
          />
          <OrderTools
            name={t('pay.band', { n })}
            index={0}
            count={1}
            refusals={count === 1 ? { remove: t('pay.last') } : {}}
            onMove={() => undefined}
            onRemove={() => port.perform({ do: 'removeBand', args: { index } })}
          />
        </span>
      </td>
    </tr>
  );
}
