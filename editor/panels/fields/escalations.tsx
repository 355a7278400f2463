/** Who is told when a limit has passed, level by level. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { ABOVE, type Escalation } from '@flowmeter/engine/definition/limit.ts';
import { Choose, useOptions } from '../inputs/choose.tsx';
import { ExactProblems, Field, ProblemNotes } from '../inputs/field.tsx';
import { useListFocus } from '../inputs/list-focus.ts';
import { moved } from '../inputs/moved.ts';
import { FigureInput } from '../inputs/text-input.tsx';
import { OrderTools } from '../inputs/tool.tsx';
import { WordsInput } from '../inputs/words-input.tsx';
import { useIsReadOnly, usePanel } from '../panel.ts';
import { newLevel, percentOf, shareOf, timedBy } from './escalation.ts';
import type { LimitPartProps } from './limit-rows.tsx';
import { isTime, UnitChoice } from './wait-time.tsx';

/** As many as the schema takes. */
const MOST = 10;

export function EscalatePart({ limit, change, at }: LimitPartProps) {
  const { t } = useTranslation('panels');
  const [list, focus] = useListFocus();
  const isReadOnly = useIsReadOnly();
  const chain = limit.escalate ?? [];
  const place = at && `${at}/escalate`;
  const set = (levels: Escalation[]) =>
    change(levels.length === 0 ? undefined : levels, ['escalate']);
  // A level is what stands at its place in the chain.
  const rows = chain.map((level, index) => ({ level, index, key: `level ${index}` }));
  return (
    <Field label={t('limit.escalate')} help={t('limit.escalateHelp')} isGroup>
      {() => (
        <div ref={list} data-at={place}>
          <ExactProblems at={place} />
          <ol className="panel-rows">
            {rows.map(({ level, index, key }) => (
              <li key={key} className="panel-card" data-at={place && `${place}/${index}`}>
                <div className="panel-row-line">
                  <span className="panel-row-name">{t('limit.level', { level: index + 1 })}</span>
                  <OrderTools
                    name={t('limit.level', { level: index + 1 })}
                    index={index}
                    count={chain.length}
                    onMove={(by) => focus.keep(() => set(moved(chain, index, by)))}
                    onRemove={() => focus.after(index, () => set(chain.toSpliced(index, 1)))}
                  />
                </div>
                <LevelForm
                  level={level}
                  limit={limit}
                  at={place && `${place}/${index}`}
                  change={(value, path, burst) =>
                    change(value, ['escalate', index, ...path], burst)
                  }
                />
              </li>
            ))}
          </ol>
          {!isReadOnly && chain.length < MOST && (
            <Button
              block
              type="dashed"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => set([...chain, newLevel(limit)])}
            >
              {t('limit.addLevel')}
            </Button>
          )}
        </div>
      )}
    </Field>
  );
}

interface LevelProps extends LimitPartProps {
  level: Escalation;
}

function LevelForm({ level, limit, change, at }: LevelProps) {
  const { t } = useTranslation('panels');
  const { problems } = usePanel();
  const ofCase = at?.startsWith('/limits/') ?? false;
  const exact = problems.filter((one) => at !== undefined && one.at === at);
  return (
    <>
      <LevelTime level={level} limit={limit} change={change} at={at} />
      <Recipient level={level} limit={limit} change={change} at={at} />
      {!ofCase && level.to !== ABOVE && (
        <Checkbox
          checked={level.reassign ?? false}
          onChange={({ target }) => change(target.checked ? true : undefined, ['reassign'])}
        >
          {t('limit.reassign')}
        </Checkbox>
      )}
      <Field label={t('limit.notice')} isGroup>
        {(tied) => (
          <WordsInput
            id={tied.id}
            label={t('limit.notice')}
            value={level.notice}
            isOptional
            isLong
            write={(words, burst) => change(words, ['notice'], burst)}
          />
        )}
      </Field>
      <ProblemNotes problems={exact} />
    </>
  );
}

/** So long after the limit, or at a share of it. */
function LevelTime({ level, limit, change, at }: LevelProps) {
  const { t } = useTranslation('panels');
  const way = level.at === undefined ? 'after' : 'at';
  const { after } = level;
  return (
    <Field label={t('limit.when_told')} at={at && `${at}/${way}`} isGroup>
      {(tied) => (
        <>
          <Radio.Group
            block
            optionType="button"
            value={way}
            options={(['after', 'at'] as const).map((one) => ({
              value: one,
              label: t(`limit.way.${one}`),
            }))}
            onChange={({ target }) => change(timedBy(target.value, level, limit.unit), [])}
            role="radiogroup"
            aria-labelledby={tied['aria-labelledby']}
          />
          {way === 'after' ? (
            <div className="panel-side-by-side">
              <FigureInput
                value={after?.value}
                within={isTime}
                refusal={t('notATime')}
                aria-label={t('limit.way.after')}
                write={(figure, burst) => change(figure, ['after', 'value'], burst)}
              />
              <UnitChoice
                value={after?.unit}
                onChange={(unit) => change(unit, ['after', 'unit'])}
              />
            </div>
          ) : (
            <FigureInput
              value={percentOf(level.at ?? 1)}
              suffix="%"
              within={(figure) => figure >= 100 && figure <= 10_000}
              refusal={t('limit.notPast')}
              aria-label={t('limit.way.at')}
              write={(figure, burst) =>
                figure !== undefined && change(shareOf(figure), ['at'], burst)
              }
            />
          )}
        </>
      )}
    </Field>
  );
}

function Recipient({ level, change, at }: LevelProps) {
  const { t } = useTranslation('panels');
  const { around } = usePanel();
  const optionsOf = useOptions();
  const held = level.to === ABOVE ? undefined : level.to;
  return (
    <Field label={t('limit.to')} at={at && `${at}/to`}>
      {(tied) => (
        <Choose
          value={level.to}
          options={[{ value: ABOVE, label: t('limit.above') }, ...optionsOf(around.posts, held)]}
          onChange={(to) => to !== undefined && change(to, ['to'])}
          {...tied}
        />
      )}
    </Field>
  );
}
