/** The list that is open on the canvas: kinds of steps to add, or steps to connect to. */
import { useTranslation } from 'react-i18next';
import { wordsOf } from '@flowmeter/engine/problem.ts';
import { kindOf, stepKinds, type StepKindName } from '@flowmeter/engine/steps/registry.ts';
import type { Edit } from '../document/commands.ts';
import type { FlowDocument } from '../document/document.ts';
import { branchAt } from '../document/geometry.ts';
import { targetsFrom } from '../document/lines.ts';
import { useSay } from '../words/say.ts';
import { closeAsking, doAsked } from './action-runs.ts';
import { type Choice, Chooser } from './chooser.tsx';
import { KindIcon } from './kind-icon.tsx';
import { MergeDialog } from './merging.tsx';
import { useEdit, useView, useViewStore } from './port.ts';
import { ReplacementList } from './replacing.tsx';
import type { Asking } from './view-state.ts';

export function OpenList({ document }: { document: FlowDocument }) {
  const asking = useView((view) => view.asking);
  if (asking === undefined) return null;
  switch (asking.what) {
    case 'connect':
      return <TargetList asking={asking} document={document} />;
    case 'replace':
      return <ReplacementList asking={asking} document={document} />;
    case 'merge':
      return <MergeDialog asking={asking} document={document} />;
    case 'append':
    case 'insert':
    case 'add':
      return <KindList asking={asking} document={document} />;
    default:
      return asking satisfies never;
  }
}

function KindList({ asking, document }: { asking: KindAsking; document: FlowDocument }) {
  const { t } = useTranslation('canvas');
  const say = useSay();
  const edit = useEdit();
  const view = useViewStore();
  const choices = kindsFor(asking, document).map(
    (kind): Choice => ({
      id: kind,
      name: say(stepKinds[kind].name),
      note: say(stepKinds[kind].help),
      icon: <KindIcon kind={kind} />,
    }),
  );
  return (
    <Chooser
      title={t(`asking.${asking.what}`)}
      choices={choices}
      at={asking.at}
      onClose={() => closeAsking(view)}
      onChoose={(kind) =>
        edit && doAsked(edit, view, addition(asking, document, kind as StepKindName), true)
      }
    />
  );
}

function TargetList({ asking, document }: { asking: ConnectAsking; document: FlowDocument }) {
  const { t } = useTranslation('canvas');
  const say = useSay();
  const edit = useEdit();
  const view = useViewStore();
  const choices: Choice[] = [];
  for (const [id, problem] of targetsFrom(document.flow, asking.from)) {
    const step = document.flow.steps[id];
    if (step === undefined) continue;
    const note = problem ? { note: say(wordsOf(problem)), disabled: true } : {};
    choices.push({ id, name: say(step.name), icon: <KindIcon kind={step.kind} />, ...note });
  }
  const ranked = choices.toSorted(
    (a, b) => Number(a.disabled ?? false) - Number(b.disabled ?? false),
  );
  return (
    <Chooser
      title={t('asking.connect')}
      choices={ranked}
      at={asking.at}
      onClose={() => closeAsking(view)}
      onChoose={(to) =>
        edit && doAsked(edit, view, { do: 'connect', args: { from: asking.from, to } }, false)
      }
    />
  );
}

type ConnectAsking = Extract<Asking, { what: 'connect' }>;
type KindAsking = Extract<Asking, { what: 'append' | 'insert' | 'add' }>;

/** A flow has one start, in its main line; what goes into a line must lead on. */
function kindsFor(asking: KindAsking, { flow }: FlowDocument): StepKindName[] {
  const hasStart = Object.values(flow.steps).some((step) => kindOf(step).arrival === 'pass');
  return (Object.keys(stepKinds) as StepKindName[]).filter((kind) => {
    const { arrival, outlets } = stepKinds[kind];
    if (arrival === 'pass') return asking.what === 'add' && !hasStart;
    return asking.what !== 'insert' || outlets !== 'none';
  });
}

function addition(asking: KindAsking, document: FlowDocument, kind: StepKindName): Edit {
  switch (asking.what) {
    case 'insert':
      return { do: 'insertOnRoute', args: { line: asking.line, kind } };
    case 'append':
      return {
        do: 'appendStep',
        args: { from: asking.from, kind, ...(asking.to ? { at: asking.to } : {}) },
      };
    case 'add': {
      const branch = branchAt(document, asking.to, new Set());
      return {
        do: 'addStep',
        args: { kind, at: asking.to, ...(branch === undefined ? {} : { branch }) },
      };
    }
    default:
      return asking satisfies never;
  }
}
