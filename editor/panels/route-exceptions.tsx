/** What a route says beyond where it leads: work that begins anew, steps that the law then waives. */
import { useTranslation } from 'react-i18next';
import type { Route } from '@flowmeter/engine/definition/route.ts';
import { blocksEntered } from '@flowmeter/engine/flow/structure.ts';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import { ChooseMany, useOptions } from './inputs/choose.tsx';
import { Field } from './inputs/field.tsx';
import { SwitchField } from './inputs/switch-field.tsx';
import { WordsInput } from './inputs/words-input.tsx';
import { usePanel } from './panel.ts';
import type { RoutePartProps } from './route-rows.tsx';

/** Where a return leads into a block that is over. */
export function RedoPart({ route, step, at }: RoutePartProps) {
  const { t } = useTranslation('panels');
  const { document, perform } = usePanel();
  const isInward = blocksEntered(document.flow, step, route.to).length > 0;
  if (!isInward && route.redo === undefined) return null;
  return (
    <SwitchField
      label={t('route.redo')}
      help={t('route.redoHelp')}
      at={at && `${at}/redo`}
      value={route.redo}
      write={(value) =>
        perform({ do: 'changeRoute', args: { step, route: route.id, part: 'redo', value } })
      }
    />
  );
}

/** At a decision of a flow with steps that the law requires. */
export function ExemptPart({ route, step, at }: RoutePartProps) {
  const { t } = useTranslation('panels');
  const { document, perform } = usePanel();
  const optionsOf = useOptions();
  const { steps } = document.flow;
  const held = steps[step];
  const legal = Object.entries(steps).flatMap(([id, { legal: is, name }]) =>
    is ? [{ id, name }] : [],
  );
  const mayExempt = held !== undefined && kindOf(held).conditional && legal.length > 0;
  if (!mayExempt && route.exempt === undefined) return null;
  const put = (value: Route['exempt'], burst?: string) =>
    perform({ do: 'changeRoute', args: { step, route: route.id, part: 'exempt', value } }, burst);
  const { exempt } = route;
  return (
    <>
      <Field label={t('route.exempt')} at={at && `${at}/exempt`} help={t('route.exemptHelp')}>
        {(tied) => (
          <ChooseMany
            value={exempt?.steps ?? []}
            options={optionsOf(legal)}
            placeholder={t('optional')}
            onChange={(chosen) =>
              put(chosen.length === 0 ? undefined : { basis: unnamed, ...exempt, steps: chosen })
            }
            {...tied}
          />
        )}
      </Field>
      {exempt !== undefined && (
        <Field label={t('route.exemptBasis')} at={at && `${at}/exempt/basis`} isGroup>
          {(tied) => (
            <WordsInput
              id={tied.id}
              label={t('route.exemptBasis')}
              value={exempt.basis.source}
              write={(source, burst) =>
                source && put({ ...exempt, basis: { ...exempt.basis, source } }, burst)
              }
            />
          )}
        </Field>
      )}
    </>
  );
}

/** What a new exemption is based on until its regulation is named. */
const unnamed: NonNullable<Route['exempt']>['basis'] = {
  kind: 'recalled',
  source: { zh: '（待填写法规依据）', en: '(regulation to be named)' },
};
