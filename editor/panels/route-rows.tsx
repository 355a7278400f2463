/** The fields of a route, one row each: nothing of a route can be left out here. */
import { Button, Radio } from 'antd';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Route } from '@flowmeter/engine/definition/route.ts';
import { wordsOf } from '@flowmeter/engine/problem.ts';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import { type FlowDocument, type RouteRef, waysOf } from '../document/document.ts';
import { targetsFrom } from '../document/lines.ts';
import { useSay } from '../words/say.ts';
import { ConditionEditor } from './condition.tsx';
import { useConditionTerms } from './condition/terms.ts';
import { ChooseLater, type Option } from './inputs/choose.tsx';
import { Field, Shown } from './inputs/field.tsx';
import { WordsInput } from './inputs/words-input.tsx';
import { newBurst, useIsReadOnly, usePanel } from './panel.ts';
import { ExemptPart, RedoPart } from './route-exceptions.tsx';
import { isDefault } from './route-order.ts';

export interface RoutePartProps {
  route: Route;
  /** The step that it leaves. */
  step: string;
  /** Its place among that step's routes. */
  index: number;
  at: string | undefined;
}

function TargetPart({ route, step, at }: RoutePartProps) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const { document, perform } = usePanel();
  const targetsOf = useTargets();
  const target = document.flow.steps[route.to];
  const held = {
    value: route.to,
    label: target ? say(target.name) : t('missing', { id: route.to }),
  };
  return (
    <Field label={t('route.to')} at={at && `${at}/to`}>
      {(tied) => (
        <ChooseLater
          value={route.to}
          held={held}
          options={() => targetsOf(document, step, { step, route: route.id })}
          onChange={(to) =>
            to !== undefined && perform({ do: 'reconnect', args: { step, route: route.id, to } })
          }
          {...tied}
        />
      )}
    </Field>
  );
}

/** Steps that a route may lead to; after them those it may not, with the reason. */
export function useTargets() {
  const say = useSay();
  return ({ flow }: FlowDocument, from: string, moved?: RouteRef): Option[] => {
    const rows = [...targetsFrom(flow, from, moved)].map(([id, refusal]) => ({
      value: id,
      label: say(flow.steps[id]?.name),
      note: refusal ? say(wordsOf(refusal)) : undefined,
      search: `${flow.steps[id]?.name.zh} ${flow.steps[id]?.name.en}`,
      disabled: refusal !== undefined,
    }));
    return rows.toSorted((a, b) => Number(a.disabled) - Number(b.disabled));
  };
}

function NamePart({ route, step, at }: RoutePartProps) {
  const { t } = useTranslation('panels');
  const { document, perform } = usePanel();
  const count = document.flow.steps[step]?.routes.length ?? 0;
  return (
    <Field label={t('route.name')} at={at && `${at}/name`} isGroup>
      {(tied) => (
        <WordsInput
          id={tied.id}
          label={t('route.name')}
          value={route.name}
          isOptional
          placeholder={count > 1 ? t('route.nameNeeded') : t('optional')}
          write={(value, burst) =>
            perform(
              { do: 'changeRoute', args: { step, route: route.id, part: 'name', value } },
              burst,
            )
          }
        />
      )}
    </Field>
  );
}

const results = Route.shape.result.unwrap().options;

/** Only where a person chooses the way: what the choice says about the work. */
function ResultPart({ route, step, at }: RoutePartProps) {
  const { t } = useTranslation('panels');
  const { t: shown } = useTranslation('display');
  const { document, perform } = usePanel();
  const held = document.flow.steps[step];
  if (held === undefined || (kindOf(held).arrival !== 'task' && !route.result)) return null;
  const put = (result: string) => {
    const value = result === USUAL_RESULT ? undefined : result;
    perform({ do: 'changeRoute', args: { step, route: route.id, part: 'result', value } });
  };
  return (
    <Field label={t('route.result')} at={at && `${at}/result`} isGroup>
      {(tied) => (
        <Radio.Group
          block
          optionType="button"
          value={route.result ?? USUAL_RESULT}
          options={results.map((value) => ({ value, label: shown(`result.${value}`) }))}
          onChange={(event) => put(event.target.value as string)}
          role="radiogroup"
          aria-labelledby={tied['aria-labelledby']}
        />
      )}
    </Field>
  );
}

/** What the schema says of a route that says nothing. */
const USUAL_RESULT: (typeof results)[number] = 'pass';

/** Where routes carry conditions; also where one stands that should not, so that it can go. */
function WhenPart({ route, step, index, at }: RoutePartProps) {
  const { t } = useTranslation('panels');
  const { document, perform } = usePanel();
  const terms = useConditionTerms();
  const held = document.flow.steps[step];
  const isConditional = held !== undefined && kindOf(held).conditional;
  if (held === undefined || (!isConditional && route.when === undefined)) return null;
  const isLast = isDefault(waysOf(held), index, isConditional);
  const help = isLast ? t('route.isDefault') : t('route.needsCondition');
  return (
    <Field label={t('route.when')} help={route.when ? undefined : help} isGroup>
      {() => (
        <>
          <ConditionEditor
            label={t('route.when')}
            value={route.when}
            terms={terms}
            at={at && `${at}/when`}
            onChange={(value, burst) =>
              perform(
                { do: 'changeRoute', args: { step, route: route.id, part: 'when', value } },
                burst,
              )
            }
          />
          {!isLast && isConditional && <MakeDefault route={route} step={step} />}
        </>
      )}
    </Field>
  );
}

/** Where no route is the default yet. */
function MakeDefault({ route, step }: Pick<RoutePartProps, 'route' | 'step'>) {
  const { t } = useTranslation('panels');
  const { document, perform } = usePanel();
  const isReadOnly = useIsReadOnly();
  const held = document.flow.steps[step];
  const routes = held ? waysOf(held) : [];
  if (isReadOnly || isDefault(routes, routes.length - 1, true)) return null;
  const make = () => {
    const burst = newBurst();
    const ref = { step, route: route.id };
    perform({ do: 'changeRoute', args: { ...ref, part: 'when', value: undefined } }, burst);
    perform({ do: 'moveRoute', args: { ...ref, index: routes.length - 1 } }, burst);
  };
  return (
    <Button size="small" onClick={make}>
      {t('route.makeDefault')}
    </Button>
  );
}

function IdPart({ route }: RoutePartProps) {
  const { t } = useTranslation('panels');
  return (
    <Shown label={t('id')}>
      <code>{route.id}</code>
    </Shown>
  );
}

/** In the order in which they are shown. */
export const routeRows: Record<keyof Route, ComponentType<RoutePartProps>> = {
  to: TargetPart,
  name: NamePart,
  when: WhenPart,
  result: ResultPart,
  redo: RedoPart,
  exempt: ExemptPart,
  id: IdPart,
};
