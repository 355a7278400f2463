/** Looks for steps and routes: Enter goes from one to the next, Shift+Enter back, Esc closes. */
import { CloseOutlined, SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { useSay } from '../words/say.ts';
import { KindIcon } from './kind-icon.tsx';
import { useView, useViewStore } from './port.ts';
import { type Found, searchFlow } from './search.ts';
import { useSurroundings } from './surroundings.ts';
import { select, type View } from './view-state.ts';

export function SearchBar({ flow }: { flow: FlowDefinition }) {
  const isOpen = useView((view) => view.isSearching);
  return isOpen ? <OpenBar flow={flow} /> : null;
}

function OpenBar({ flow }: { flow: FlowDefinition }) {
  const { t } = useTranslation('canvas');
  const view = useViewStore();
  const list = useId();
  const [text, setText] = useState('');
  const { found, at, go } = useFound(flow, text, view);
  const close = () => {
    view.setState({ isSearching: false });
    view.getState().camera?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    event.stopPropagation();
    const by = stepBy(event);
    if (by !== undefined) {
      event.preventDefault();
      go(by);
    }
    if (event.key === 'Escape') close();
  };
  const current = at === undefined ? undefined : `${list}-${at}`;
  return (
    <search className="canvas-search nopan nowheel nodrag nokey" onKeyDown={onKeyDown}>
      <div className="canvas-search-line">
        <SearchOutlined aria-hidden />
        <input
          role="combobox"
          aria-label={t('find.label')}
          aria-expanded={found.length > 0}
          aria-controls={list}
          aria-activedescendant={current}
          aria-autocomplete="list"
          placeholder={t('find.placeholder')}
          value={text}
          ref={(input) => input?.focus({ preventScroll: true })}
          onChange={(event) => setText(event.target.value)}
        />
        <output className="figures canvas-search-count">{useCount(text, found, at)}</output>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('find.close')}
          onClick={close}
        />
      </div>
      <FoundList id={list} flow={flow} found={found} at={at} onChoose={(index) => go(0, index)} />
    </search>
  );
}

/** Enter and the arrows go round and round. */
function stepBy({ key, shiftKey }: KeyboardEvent): 1 | -1 | undefined {
  if (key === 'Enter') return shiftKey ? -1 : 1;
  if (key === 'ArrowDown') return 1;
  return key === 'ArrowUp' ? -1 : undefined;
}

/** What was found, which of it is shown, and how to go on; another question begins before the first. */
function useFound(flow: FlowDefinition, text: string, view: View) {
  const around = useSurroundings();
  const question = useDeferredValue(text);
  const found = useMemo(() => searchFlow(flow, question, around), [flow, question, around]);
  const [gone, setGone] = useState<{ question: string; at: number }>();
  const at = gone?.question === question && gone.at < found.length ? gone.at : undefined;
  const go = (by: 0 | 1 | -1, from = at ?? (by === 1 ? -1 : 0)) => {
    if (found.length === 0) return;
    const next = (from + by + found.length) % found.length;
    setGone({ question, at: next });
    show(view, found[next]);
  };
  return { found, at, go };
}

function show(view: View, found: Found | undefined): void {
  if (found === undefined) return;
  if (found.route === undefined) select(view, [found.step]);
  else select(view, [], [found.route]);
  view.getState().camera?.show(found.step, true);
}

function useCount(text: string, found: readonly Found[], at: number | undefined): string {
  const { t } = useTranslation('canvas');
  if (text.trim() === '') return '';
  if (found.length === 0) return t('nothingFound');
  if (at === undefined) return t('find.count', { n: found.length });
  return t('find.at', { at: at + 1, n: found.length });
}

interface FoundListProps {
  id: string;
  flow: FlowDefinition;
  found: readonly Found[];
  at: number | undefined;
  onChoose: (index: number) => void;
}

/** Everything that was found, with what fits beside the name of its step. */
function FoundList({ id, flow, found, at, onChoose }: FoundListProps) {
  const { t } = useTranslation('canvas');
  const say = useSay();
  useEffect(() => {
    if (at !== undefined) {
      document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' });
    }
  }, [id, at]);
  return (
    <ul id={id} role="listbox" aria-label={t('find.found')} hidden={found.length === 0}>
      {found.slice(0, Math.max(MOST, (at ?? 0) + 1)).map((one, index) => {
        const step = flow.steps[one.step];
        return (
          <li
            key={one.route ?? one.step}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(index)}
          >
            {step && <KindIcon kind={step.kind} />}
            <span className="cut-words">{say(step?.name)}</span>
            {one.fits !== 'name' && (
              <span className="cut-words canvas-search-why">
                {t(`find.fits.${one.fits}`, { words: say(one.words) })}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** More are counted, and walked to, but listed only when they are reached. */
const MOST = 100;
