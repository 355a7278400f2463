/** Ctrl+K: screens, actions, cases and flows, found by typing and opened by Enter. */
import { SearchOutlined } from '@ant-design/icons';
import { Input, Modal } from 'antd';
import { useDeferredValue, useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../api/session.ts';
import { useFound, type Hit } from './command-search.ts';

interface CommandBoxProps {
  user: User;
  /** Something was chosen. */
  onClose: () => void;
  /** Nothing was chosen. */
  onCancel: () => void;
}

export function CommandBox({ user, onClose, onCancel }: CommandBoxProps) {
  const { t } = useTranslation('shell');
  const [text, setText] = useState('');
  const listId = useId();
  const q = useDeferredValue(text.trim());
  const { hits, isSearching } = useFound(user, q);
  const go = (hit: Hit) => {
    onClose();
    hit.run();
  };
  const { current, first, onKeyDown } = useChoice(hits, go);
  return (
    <Modal
      open
      onCancel={onCancel}
      footer={null}
      closable={false}
      width={600}
      title={<span className="unseen">{t('command.title')}</span>}
      className="command"
      style={{ top: 72 }}
    >
      <Input
        size="large"
        variant="borderless"
        autoFocus
        prefix={<SearchOutlined aria-hidden />}
        placeholder={t('command.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          first();
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-label={t('command.title')}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={current && optionId(listId, current)}
        aria-autocomplete="list"
      />
      <Hits listId={listId} hits={hits} current={current} onChoose={go} />
      {hits.length === 0 && (
        <p className="command-none quiet" role="status">
          {isSearching ? t('command.searching') : t('command.none', { q })}
        </p>
      )}
      <p className="command-keys quiet" aria-hidden>
        {t('command.keys')}
      </p>
    </Modal>
  );
}

/** Which hit is chosen: moved by the arrow keys, opened by Enter, left alone while words are composed. */
function useChoice(hits: readonly Hit[], go: (hit: Hit) => void) {
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, hits.length - 1);
  const current = hits[at];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && current !== undefined) go(current);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || hits.length === 0) return;
    event.preventDefault();
    setChosen((at + step + hits.length) % hits.length);
  };
  return { current, first: () => setChosen(0), onKeyDown };
}

interface HitsProps {
  listId: string;
  hits: readonly Hit[];
  current: Hit | undefined;
  onChoose: (hit: Hit) => void;
}

function Hits({ listId, hits, current, onChoose }: HitsProps) {
  const { t } = useTranslation('shell');
  return (
    <div id={listId} role="listbox" aria-label={t('command.results')} className="command-hits">
      {hits.map((hit, index) => (
        <div key={hit.id}>
          {hits[index - 1]?.group !== hit.group && (
            <div className="command-group" role="presentation">
              {t(`command.${hit.group}`)}
            </div>
          )}
          <div
            id={optionId(listId, hit)}
            role="option"
            aria-selected={hit === current}
            className="command-hit"
            ref={hit === current ? scrollIntoSight : undefined}
            onClick={() => onChoose(hit)}
            onKeyDown={undefined}
          >
            <span>{hit.words}</span>
            {hit.more && <span className="quiet">{hit.more}</span>}
          </div>
        </div>
      ))}
    </div>
  );
}

function optionId(listId: string, hit: Hit): string {
  return `${listId}-${hit.id}`;
}

function scrollIntoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
