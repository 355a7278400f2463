/** The routes of a step, in the order in which they are offered, or asked at a decision. */
import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Route } from '@flowmeter/engine/definition/route.ts';
import { describe } from '@flowmeter/engine/rules/explain.ts';
import { kindOf, type Step } from '@flowmeter/engine/steps/registry.ts';
import { Mark, type MarkProps } from '../display/mark.tsx';
import { useSay } from '../words/say.ts';
import { useConditionTerms, useWording } from './condition/terms.ts';
import { AddFrom } from './inputs/choose.tsx';
import { ExactProblems, ProblemNotes } from './inputs/field.tsx';
import { useListFocus } from './inputs/list-focus.ts';
import { OrderTools } from './inputs/tool.tsx';
import { useIsReadOnly, usePanel } from './panel.ts';
import { problemsAt } from './problem-order.ts';
import { isDefault, mayMove } from './route-order.ts';
import { routeRows, useTargets } from './route-rows.tsx';
import type { FieldProps } from './subject.ts';

export function RoutesField({ steps, value, at }: FieldProps<Route[]>) {
  const { document, openRoute } = usePanel();
  const [id] = steps;
  const step = id === undefined ? undefined : document.flow.steps[id];
  if (id === undefined || step === undefined) return null;
  return <RouteList key={openRoute} id={id} step={step} routes={value ?? none} at={at} />;
}

const none: readonly Route[] = [];

interface ListProps {
  id: string;
  step: Step;
  routes: readonly Route[];
  at: string | undefined;
}

function RouteList({ id, step, routes, at }: ListProps) {
  const { t } = useTranslation('panels');
  const { perform } = usePanel();
  const [list, focus] = useListFocus();
  const [open, setOpen] = useOpenRoute(routes);
  const { conditional, outlets } = kindOf(step);
  if (outlets === 'none' && routes.length === 0) {
    return <p className="panel-help">{t('route.noneAfterEnd')}</p>;
  }
  return (
    <div ref={list} data-at={at}>
      {conditional && <p className="panel-help">{t('route.order')}</p>}
      <ExactProblems at={at} />
      <ol className="panel-rows">
        {routes.map((route, index) => (
          <RouteCard
            key={route.id}
            route={route}
            step={id}
            index={index}
            count={routes.length}
            at={at && `${at}/${index}`}
            isDefault={isDefault(routes, index, conditional)}
            isOpen={open === route.id}
            onToggle={() => setOpen(open === route.id ? undefined : route.id)}
            onMove={(by) =>
              focus.keep(() =>
                perform({
                  do: 'moveRoute',
                  args: { step: id, route: route.id, index: index + by },
                }),
              )
            }
            onRemove={() =>
              focus.after(index, () =>
                perform({
                  do: 'deleteItems',
                  args: { steps: [], routes: [{ step: id, route: route.id }] },
                }),
              )
            }
            refusals={{
              up: mayMove(routes, index, -1, conditional) ? undefined : t('route.defaultStays'),
              down: mayMove(routes, index, 1, conditional) ? undefined : t('route.defaultStays'),
            }}
          />
        ))}
      </ol>
      <AddRoute from={id} isFull={outlets === 'one' && routes.length > 0} />
    </div>
  );
}

/** The card that is open: the one selected on the map, or the one that has just been added. */
function useOpenRoute(routes: readonly Route[]) {
  const { openRoute } = usePanel();
  const [open, setOpen] = useState<string | undefined>(openRoute);
  const before = useRef(routes);
  useEffect(() => {
    const known = new Set(before.current.map(({ id }) => id));
    const added = routes.filter(({ id }) => !known.has(id));
    before.current = routes;
    if (added.length === 1) setOpen(added[0]?.id);
  }, [routes]);
  return [open, setOpen] as const;
}

function AddRoute({ from, isFull }: { from: string; isFull: boolean }) {
  const { t } = useTranslation('panels');
  const { document, perform } = usePanel();
  const isReadOnly = useIsReadOnly();
  const targetsOf = useTargets();
  if (isReadOnly || isFull) return null;
  return (
    <AddFrom
      label={t('route.add')}
      options={() => targetsOf(document, from)}
      onAdd={(to) => perform({ do: 'connect', args: { from, to } })}
    />
  );
}

interface CardProps {
  route: Route;
  step: string;
  index: number;
  count: number;
  at: string | undefined;
  isDefault: boolean;
  isOpen: boolean;
  onToggle: () => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
  refusals: { up?: string | undefined; down?: string | undefined };
}

function RouteCard({ route, step, index, at, isOpen, onToggle, ...rest }: CardProps) {
  const { problems, document } = usePanel();
  const say = useSay();
  const content = useId();
  const target = say(document.flow.steps[route.to]?.name) || route.to;
  const name = route.name ? say(route.name) : target;
  const Chevron = isOpen ? DownOutlined : RightOutlined;
  const { isDefault: isLast, ...order } = rest;
  return (
    <li className="panel-card" data-at={at} data-open={isOpen}>
      <div className="panel-row-line">
        <button
          type="button"
          className="panel-opener"
          aria-expanded={isOpen}
          aria-controls={content}
          onClick={onToggle}
        >
          <Chevron aria-hidden />
          <span className="panel-order">{index + 1}</span>
          <span className="panel-row-name">{name}</span>
        </button>
        <OrderTools name={name} index={index} {...order} />
      </div>
      {!isOpen && (
        <>
          <RouteSummary route={route} target={target} isDefault={isLast} />
          {at !== undefined && <ProblemNotes problems={problemsAt(problems, at)} />}
        </>
      )}
      <div id={content} className="panel-card-content" hidden={!isOpen}>
        {isOpen && (
          <>
            <ExactProblems at={at} />
            {Object.entries(routeRows).map(([key, Part]) => (
              <Part key={key} route={route} step={step} index={index} at={at} />
            ))}
          </>
        )}
      </div>
    </li>
  );
}

const looks: Record<NonNullable<Route['result']>, Omit<MarkProps, 'children'> | undefined> = {
  pass: undefined,
  return: { colour: 'amber', icon: 'back' },
  reject: { colour: 'red', icon: 'cross' },
};

interface SummaryProps {
  route: Route;
  target: string;
  isDefault: boolean;
}

/** Where it leads and when, in words. */
function RouteSummary({ route, target, isDefault: isLast }: SummaryProps) {
  const { t } = useTranslation('panels');
  const { t: shown } = useTranslation('display');
  const say = useSay();
  const terms = useConditionTerms();
  const wording = useWording(terms);
  const look = looks[route.result ?? 'pass'];
  return (
    <div className="panel-summary">
      {route.name !== undefined && <span>{t('route.leadsTo', { target })}</span>}
      {look && (
        <Mark plain {...look}>
          {shown(`result.${route.result ?? 'pass'}`)}
        </Mark>
      )}
      {isLast && <span>{t('route.default')}</span>}
      {route.when !== undefined && (
        <span className="panel-sentence">
          {t('condition.when', {
            words: say(describe(route.when, undefined, terms.facts, wording)),
          })}
        </span>
      )}
    </div>
  );
}
