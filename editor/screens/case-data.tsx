/** The facts of a case with their values and units; personal ones in part until somebody says why. */
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unmaskCase, type Case } from '../api/cases.ts';
import { useCommand } from '../api/command.ts';
import { Failure } from '../display/failure.tsx';
import { useFormat } from '../display/format.ts';
import { Nothing } from '../display/nothing.tsx';
import { Facts } from '../display/page.tsx';
import { TextField } from '../display/text-field.tsx';
import { useSay } from '../words/say.ts';
import { unitName } from '@flowmeter/engine/rules/words.ts';

type Shown = Pick<Case['data'][number], 'id' | 'fact' | 'value'> & {
  masked?: boolean;
  erased?: boolean;
};

/** `of`: the case, where what is shown in part may be asked for whole. */
export function CaseData({ data, of }: { data: readonly Shown[]; of?: string }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const format = useFormat();
  const [whole, setWhole] = useState<Record<string, Shown['value']>>({});
  const known = data.filter(({ value, erased }) => value !== null || erased === true);
  if (known.length === 0) return <Nothing text={t('case.dataNone')} />;
  const isInPart = known.some(({ id, masked }) => masked === true && !(id in whole));
  return (
    <>
      <Facts
        columns={2}
        items={known.map(({ id, fact, value, erased }) => {
          const name = fact === null ? id : say(fact.name);
          if (erased === true) return [name, <Erased key={id} />];
          const shown = whole[id] ?? value;
          if (fact === null) return [name, String(shown)];
          const unit = fact.unit === undefined ? '' : ` ${say(unitName(fact.unit))}`;
          return [name, `${format.value(fact, shown)}${unit}`];
        })}
      />
      {isInPart && of !== undefined && <Unmask id={of} onWhole={setWhole} />}
    </>
  );
}

function Erased() {
  const { t } = useTranslation('cases');
  return <span className="quiet">{t('case.erased')}</span>;
}

interface UnmaskProps {
  id: string;
  onWhole: (values: Record<string, Shown['value']>) => void;
}

function Unmask({ id, onWhole }: UnmaskProps) {
  const { t } = useTranslation('cases');
  const [isAsking, setIsAsking] = useState(false);
  const [reason, setReason] = useState('');
  const run = useCommand({
    run: (why: string) => unmaskCase(id, why),
    makesOld: [],
    onDone: ({ data }) => onWhole(data),
  });
  if (!isAsking) {
    return (
      <p className="quiet">
        {t('case.inPart')}{' '}
        <Button size="small" onClick={() => setIsAsking(true)}>
          {t('case.unmask')}
        </Button>
      </p>
    );
  }
  return (
    <div className="stack">
      <TextField
        label={t('case.unmaskReason')}
        help={t('case.unmaskHelp')}
        value={reason}
        most={2000}
        onChange={setReason}
      />
      <div>
        <Button
          type="primary"
          disabled={reason.trim() === ''}
          loading={run.isPending}
          onClick={() => run.mutate(reason)}
        >
          {t('case.unmask')}
        </Button>
      </div>
      {run.error && <Failure error={run.error} />}
    </div>
  );
}
