/** The bar above the canvas: undo, layout, what is wrong, what is saved, and the proposal. */
import {
  ApartmentOutlined,
  ArrowLeftOutlined,
  BarsOutlined,
  PlayCircleOutlined,
} from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { usePageTitle } from '../display/page.tsx';
import type { Check } from '../panels/use-check.ts';
import { useSay } from '../words/say.ts';
import { DraftMenu } from './draft-menu.tsx';
import { useFlowFiles } from './flow-export.ts';
import { useFlowSurroundings } from './flow-view-surroundings.ts';
import { ProposeDialog } from './draft-propose.tsx';
import { CheckButton, DraftTitle, Tool, UndoButtons } from './draft-tools.tsx';
import type { Saving } from './draft-use-saving.ts';
import type { FlowBeginning, FlowSession } from './flow-editor.tsx';

export interface OpenPanels {
  outline: boolean;
  problems: boolean;
  /** A case is tried out. */
  trial: boolean;
  /** It is being handed to the auditors. */
  proposing: boolean;
}

interface EditorHeadProps {
  beginning: FlowBeginning;
  flow: FlowDefinition;
  pack: Pack;
  session: FlowSession;
  saving: Saving;
  check: Check;
  panels: OpenPanels;
  onPanels: (panels: OpenPanels) => void;
  onLayout: () => void;
}

export function EditorHead(props: EditorHeadProps) {
  const { beginning, flow, saving } = props;
  const { t } = useTranslation('editor');
  const say = useSay();
  usePageTitle(t('title', { name: say(flow.name) }));
  return (
    <header className="editor-head">
      <Link
        to="/flows/$id"
        params={{ id: beginning.draft.definition_id }}
        search={{}}
        className="icon-link"
        aria-label={t('back')}
      >
        <ArrowLeftOutlined aria-hidden />
      </Link>
      <DraftTitle name={say(flow.name)} saving={saving} />
      <Tools {...props} />
    </header>
  );
}

function Tools(props: EditorHeadProps) {
  const { beginning, flow, session, saving, check, panels, onPanels, onLayout } = props;
  const { t } = useTranslation('editor');
  const navigate = useNavigate();
  const id = beginning.draft.definition_id;
  const files = useFlowFiles(() => session.port.read(), useFlowSurroundings());
  const toggle = (panel: keyof OpenPanels) => onPanels({ ...panels, [panel]: !panels[panel] });
  return (
    <div className="editor-tools" role="toolbar" aria-label={t('tools')}>
      <UndoButtons session={session} />
      <Tool id="layout" icon={<ApartmentOutlined aria-hidden />} onClick={() => onLayout()} />
      <OutlineButton isOpen={panels.outline} onClick={() => toggle('outline')} />
      <CheckButton check={check} isOpen={panels.problems} onClick={() => toggle('problems')} />
      <TrialButton isOpen={panels.trial} onClick={() => toggle('trial')} />
      <DraftMenu
        draft={beginning.draft}
        definition={flow}
        saving={saving}
        files={files}
        leave={() => navigate({ to: '/flows/$id', params: { id }, search: {} })}
      />
      <ProposeButton {...props} />
    </div>
  );
}

function ProposeButton({
  beginning,
  flow,
  pack,
  saving,
  check,
  panels,
  onPanels,
}: EditorHeadProps) {
  const { t } = useTranslation('editor');
  const setIsOpen = (proposing: boolean) => onPanels({ ...panels, proposing });
  return (
    <>
      <Button type="primary" onClick={() => setIsOpen(true)}>
        {t('propose.open')}
      </Button>
      {panels.proposing && (
        <ProposeDialog
          draft={beginning.draft}
          definition={flow}
          pack={pack}
          saving={saving}
          check={check}
          onProblems={() => onPanels({ ...panels, proposing: false, problems: true })}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

function OutlineButton({ isOpen, onClick }: { isOpen: boolean; onClick: () => void }) {
  const { t } = useTranslation('canvas');
  return (
    <Tooltip title={t('outline.title')}>
      <Button
        type="text"
        icon={<BarsOutlined aria-hidden />}
        aria-label={t('outline.title')}
        aria-pressed={isOpen}
        className={isOpen ? 'is-pressed' : ''}
        onClick={onClick}
      />
    </Tooltip>
  );
}

function TrialButton({ isOpen, onClick }: { isOpen: boolean; onClick: () => void }) {
  const { t } = useTranslation('editor');
  return (
    <Button
      type="text"
      icon={<PlayCircleOutlined aria-hidden />}
      aria-pressed={isOpen}
      className={isOpen ? 'is-pressed' : ''}
      onClick={onClick}
    >
      {t('try')}
    </Button>
  );
}
