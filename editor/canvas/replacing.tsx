/** The list of kinds that a step may be replaced with, each with what it has no place for. */
import { useTranslation } from 'react-i18next';
import { stepKinds, type StepKindName } from '@flowmeter/engine/steps/registry.ts';
import { lostBy, replacementsFor } from '../document/commands/replace-step.ts';
import type { FlowDocument } from '../document/document.ts';
import { useSay } from '../words/say.ts';
import { closeAsking, doAsked } from './action-runs.ts';
import { type Choice, Chooser } from './chooser.tsx';
import { KindIcon } from './kind-icon.tsx';
import { useEdit, useViewStore } from './port.ts';
import type { Asking } from './view-state.ts';

interface ReplacementListProps {
  asking: Extract<Asking, { what: 'replace' }>;
  document: FlowDocument;
}

export function ReplacementList({ asking, document }: ReplacementListProps) {
  const { t } = useTranslation('canvas');
  const say = useSay();
  const edit = useEdit();
  const view = useViewStore();
  const step = document.flow.steps[asking.step];
  if (step === undefined) return null;
  const choices = replacementsFor(step).map((kind): Choice => {
    const lost = lostBy(step, kind).map((name) => say(name));
    return {
      id: kind,
      name: say(stepKinds[kind].name),
      icon: <KindIcon kind={kind} />,
      note:
        lost.length === 0
          ? t('replaceKeepsAll')
          : t('replaceLoses', { what: lost.join(t('listComma')) }),
    };
  });
  const replace = (kind: string) => {
    if (edit === null) return;
    const args = { step: asking.step, kind: kind as StepKindName };
    doAsked(edit, view, { do: 'replaceStep', args }, false);
  };
  return (
    <Chooser
      title={t('asking.replace', { name: say(step.name) })}
      choices={choices}
      at={asking.at}
      onClose={() => closeAsking(view)}
      onChoose={replace}
    />
  );
}
