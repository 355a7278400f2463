/** The bar above the canvas: undo, layout, what is wrong, what is saved, and the proposal. */
import {
  ApartmentOutlined,
  ArrowLeftOutlined,
  BarsOutlined,
  PlayCircleOutlined,
  RedoOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Tooltip } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import { type ActionId, actionOf, writtenKey } from '../canvas/actions.ts';
import { isMac } from '../canvas/context-menu.tsx';
import { Mark } from '../display/mark.tsx';
import { usePageTitle } from '../display/page.tsx';
import { labels } from '../document/history.ts';
import { countOf } from '../panels/problem-order.ts';
import type { FlowCheck } from '../panels/use-flow-check.ts';
import { useSay } from '../words/say.ts';
import { DraftMenu } from './flow-editor-menu.tsx';
import { ProposeDialog } from './flow-editor-propose.tsx';
import type { SaveState } from './flow-editor-saving.ts';
import type { Session } from './flow-editor-session.ts';
import type { Saving } from './flow-editor-use-saving.ts';
import type { Beginning } from './flow-editor.tsx';

export interface OpenPanels {
  outline: boolean;
  problems: boolean;
  /** A case is tried out. */
  trial: boolean;
}

interface EditorHeadProps {
  beginning: Beginning;
  flow: FlowDefinition;
  pack: Pack;
  session: Session;
  saving: Saving;
  check: FlowCheck;
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
      <div className="editor-title">
        <h1>{say(flow.name)}</h1>
        <Mark colour="grey" icon="changed" plain>
          {t('draft')}
        </Mark>
        <SavedWords state={saving.state} />
      </div>
      <Tools {...props} />
    </header>
  );
}

function Tools(props: EditorHeadProps) {
  const { beginning, flow, session, saving, check, panels, onPanels, onLayout } = props;
  const { t } = useTranslation('editor');
  const toggle = (panel: keyof OpenPanels) => onPanels({ ...panels, [panel]: !panels[panel] });
  return (
    <div className="editor-tools" role="toolbar" aria-label={t('tools')}>
      <UndoButtons session={session} />
      <Tool id="layout" icon={<ApartmentOutlined aria-hidden />} onClick={onLayout} />
      <OutlineButton isOpen={panels.outline} onClick={() => toggle('outline')} />
      <CheckButton check={check} isOpen={panels.problems} onClick={() => toggle('problems')} />
      <TrialButton isOpen={panels.trial} onClick={() => toggle('trial')} />
      <DraftMenu draft={beginning.draft} flow={flow} saving={saving} />
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
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setIsOpen(true)}>
        {t('propose.open')}
      </Button>
      {isOpen && (
        <ProposeDialog
          draft={beginning.draft}
          flow={flow}
          pack={pack}
          saving={saving}
          check={check}
          onProblems={() => {
            setIsOpen(false);
            onPanels({ ...panels, problems: true });
          }}
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

/** Undo and redo say what they would take back. */
function UndoButtons({ session }: { session: Session }) {
  const history = useStore(session.history, (state) => state.history);
  const say = useSay();
  const { undo, redo } = labels(history);
  return (
    <>
      <Tool
        id="undo"
        icon={<UndoOutlined aria-hidden />}
        words={say(undo)}
        disabled={undo === null}
        onClick={session.port.undo}
      />
      <Tool
        id="redo"
        icon={<RedoOutlined aria-hidden />}
        words={say(redo)}
        disabled={redo === null}
        onClick={session.port.redo}
      />
    </>
  );
}

interface ToolProps {
  id: ActionId;
  icon: ReactNode;
  /** What it would be done to. */
  words?: string;
  disabled?: boolean;
  onClick: () => void;
}

function Tool({ id, icon, words = '', disabled = false, onClick }: ToolProps) {
  const { t } = useTranslation('canvas');
  const name = words === '' ? t(`action.${id}`) : `${t(`action.${id}`)}: ${words}`;
  const key = writtenKey(actionOf(id).keys[0] ?? '', isMac());
  return (
    <Tooltip title={`${name} (${key})`}>
      <Button type="text" icon={icon} aria-label={name} disabled={disabled} onClick={onClick} />
    </Tooltip>
  );
}

function CheckButton({
  check,
  isOpen,
  onClick,
}: {
  check: FlowCheck;
  isOpen: boolean;
  onClick: () => void;
}) {
  const { t } = useTranslation('editor');
  const { errors, warnings } = countOf(check.problems);
  return (
    <Button
      type="text"
      aria-pressed={isOpen}
      className={isOpen ? 'is-pressed' : ''}
      onClick={onClick}
    >
      {errors + warnings === 0 && (
        <Mark
          plain
          colour={check.isCurrent ? 'green' : 'grey'}
          icon={check.isCurrent ? 'done' : 'clock'}
        >
          {t(check.isCurrent ? 'check.sound' : 'check.running')}
        </Mark>
      )}
      {errors > 0 && (
        <Mark plain colour="red" icon="cross">
          {t('check.errors', { n: errors })}
        </Mark>
      )}
      {warnings > 0 && (
        <Mark plain colour="amber" icon="over">
          {t('check.warnings', { n: warnings })}
        </Mark>
      )}
    </Button>
  );
}

const saveMarks = {
  saved: { colour: 'grey', icon: 'done' },
  waiting: { colour: 'grey', icon: 'clock' },
  saving: { colour: 'grey', icon: 'clock' },
  retrying: { colour: 'amber', icon: 'alarm' },
  moved: { colour: 'amber', icon: 'alarm' },
  stopped: { colour: 'red', icon: 'cross' },
} as const;

function SavedWords({ state }: { state: SaveState }) {
  const { t } = useTranslation('editor');
  return (
    <span role="status" className="editor-saved">
      <Mark plain {...saveMarks[state]}>
        {t(`saving.${state}`)}
      </Mark>
    </span>
  );
}
