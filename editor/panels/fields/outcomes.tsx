/** What cases of the flow can come to. Ends name one of these. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { useSay } from '../../words/say.ts';
import { ExactProblems, ProblemNotes } from '../inputs/field.tsx';
import { useListFocus } from '../inputs/list-focus.ts';
import { moved } from '../inputs/moved.ts';
import { OrderTools } from '../inputs/tool.tsx';
import { WordsInput } from '../inputs/words-input.tsx';
import { useIsReadOnly, usePanel } from '../panel.ts';
import { problemsAt } from '../problem-order.ts';
import type { FieldProps } from '../subject.ts';
import { newOutcome } from './new-outcome.ts';

type Outcomes = FlowDefinition['outcomes'];

/** As many as the schema takes. */
const MOST = 20;

export function OutcomesField({ value: held, change, at }: FieldProps<Outcomes>) {
  const value = held ?? [];
  const { t } = useTranslation('panels');
  const { document, problems } = usePanel();
  const say = useSay();
  const [list, focus] = useListFocus();
  const isReadOnly = useIsReadOnly();
  const named = Object.values(document.flow.steps).flatMap((step) =>
    'outcome' in step ? [step.outcome] : [],
  );
  const usersOf = (id: string) => named.filter((outcome) => outcome === id);
  return (
    <div ref={list} data-at={at}>
      <ExactProblems at={at} />
      <ol className="panel-rows">
        {value.map(({ id, name, unfinished }, index) => (
          <li key={id} className="panel-card" data-at={at && `${at}/${index}`}>
            <div className="panel-row-line">
              <code className="panel-row-id">{id}</code>
              <span className="panel-row-note">
                {t('outcomes.used', { count: usersOf(id).length })}
              </span>
              <OrderTools
                name={say(name)}
                index={index}
                count={value.length}
                onMove={(by) => focus.keep(() => change(moved(value, index, by)))}
                onRemove={() => focus.after(index, () => change(undefined, [index]))}
                refusals={{ remove: usersOf(id).length > 0 ? t('outcomes.inUse') : undefined }}
              />
            </div>
            <WordsInput
              value={name}
              label={t('outcomes.name')}
              write={(words, burst) => words && change(words, [index, 'name'], burst)}
            />
            <Unfinished value={unfinished} change={(isOn) => change(isOn, [index, 'unfinished'])} />
            {at !== undefined && <ProblemNotes problems={problemsAt(problems, `${at}/${index}`)} />}
          </li>
        ))}
      </ol>
      {!isReadOnly && value.length < MOST && (
        <Button
          block
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => change(newOutcome(value), [value.length])}
        >
          {t('outcomes.add')}
        </Button>
      )}
    </div>
  );
}

/** Did the case come to nothing? */
function Unfinished({
  value,
  change,
}: {
  value: boolean | undefined;
  change: (value: true | undefined) => void;
}) {
  const { t } = useTranslation('panels');
  return (
    <Checkbox
      checked={value ?? false}
      onChange={({ target }) => change(target.checked ? true : undefined)}
    >
      {t('outcomes.unfinished')}
    </Checkbox>
  );
}
