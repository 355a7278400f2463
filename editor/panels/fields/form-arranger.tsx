/** The form of a step, arranged by drag or by keys, and as each post sees it. */
import '../../theme/form-arranger.css';
import { LayoutOutlined } from '@ant-design/icons';
import { Button, ConfigProvider, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Step } from '@flowmeter/engine/steps/registry.ts';
import { Tabs } from '../../display/tabs.tsx';
import { useSay } from '../../words/say.ts';
import { useIsReadOnly, usePanel } from '../panel.ts';
import type { Form } from './form-edits.ts';
import { FormBoard } from './form-board.tsx';
import { FormPreview } from './form-preview.tsx';

interface FormArrangerProps {
  form: Form;
  /** The step that the form is of, where it is one. */
  step: string | undefined;
  onChange: (form: Form) => void;
}

const tabs = ['arrange', 'preview'] as const;
type Tab = (typeof tabs)[number];

export function FormArranger({ form, step, onChange }: FormArrangerProps) {
  const { t } = useTranslation('forms');
  const say = useSay();
  const { document } = usePanel();
  const isReadOnly = useIsReadOnly();
  const [tab, setTab] = useState<Tab>();
  const owner: Step | undefined = step === undefined ? undefined : document.flow.steps[step];
  const shown = isReadOnly ? (['preview'] as const) : tabs;
  return (
    <>
      <ConfigProvider componentDisabled={false}>
        <Button size="small" icon={<LayoutOutlined aria-hidden />} onClick={() => setTab(shown[0])}>
          {t(isReadOnly ? 'open.preview' : 'open.arrange')}
        </Button>
      </ConfigProvider>
      <Modal
        open={tab !== undefined}
        title={t('title', { name: say(owner?.name) })}
        width={1120}
        centered
        footer={null}
        destroyOnHidden
        onCancel={() => setTab(undefined)}
      >
        {tab !== undefined && (
          <Tabs
            label={t('views')}
            tabs={shown.map((key) => ({ key, words: t(`tab.${key}`) }))}
            current={tab}
            onChoose={setTab}
          >
            {tab === 'arrange' && <FormBoard form={form} onChange={onChange} />}
            {tab === 'preview' && <FormPreview form={form} step={owner} />}
          </Tabs>
        )}
      </Modal>
    </>
  );
}
