/** A flow as files: for other tools, for reports, for paper. All are made from the document. */
import { useTranslation } from 'react-i18next';
import { type Language, wordsOf } from '@flowmeter/engine/problem.ts';
import { pictureOf, type Picture } from '../canvas/picture.ts';
import type { Surroundings } from '../canvas/surroundings.ts';
import { message } from '../display/message.tsx';
import type { FlowDocument } from '../document/document.ts';
import { boxesOf } from '../document/geometry.ts';
import { withPlaces } from '../document/place-missing.ts';
import { useLanguage } from '../words/say.ts';
import { saveFile } from './draft-file.ts';
import type { FileItem } from './draft-menu.tsx';
import { printPicture } from './flow-print.ts';

/** What a menu offers; the document is asked for when something is chosen. */
export function useFlowFiles(documentOf: () => FlowDocument, around: Surroundings): FileItem[] {
  const { t } = useTranslation(['interchange', 'canvas']);
  const language = useLanguage();
  const picture = (): Picture =>
    pictureOf(withPlaces(documentOf()), {
      ...around,
      language,
      limit: (value, unit) => t('canvas:limit', { value, unit: t(`canvas:unit.${unit as 'd'}`) }),
    });
  const nameOf = (ending: string) => `${documentOf().flow.id}.${ending}`;
  return [
    {
      key: 'bpmn',
      label: t('export.bpmn'),
      onClick: () => void saveBpmn(documentOf(), language),
    },
    {
      key: 'svg',
      label: t('export.svg'),
      onClick: () => saveFile(nameOf('svg'), 'image/svg+xml', picture().svg),
    },
    {
      key: 'png',
      label: t('export.png'),
      onClick: () =>
        void pngOf(picture()).then(
          (png) => saveFile(nameOf('png'), 'image/png', png),
          () => message.error(t('export.tooLarge')),
        ),
    },
    { key: 'print', label: t('export.print'), onClick: () => printPicture(picture()) },
  ];
}

async function saveBpmn(shown: FlowDocument, language: Language): Promise<void> {
  const { writeBpmn } = await import('@flowmeter/engine/bpmn/write-bpmn.ts');
  const document = withPlaces(shown);
  const boxes = Object.fromEntries(boxesOf(document));
  const made = writeBpmn(document.flow, { language, boxes });
  const problems = made.ok ? made.value.problems : made.problems;
  for (const one of problems) message.warning(wordsOf(one)[language]);
  if (made.ok) saveFile(`${document.flow.id}.bpmn`, 'application/xml', made.value.text);
}

/** Twice as large as on the screen, for paper; as much as a browser can hold. */
const SCALE = 2;
const MOST_PIXELS = 120_000_000;
const LONGEST_SIDE = 16_000;

async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const most = Math.min(
    LONGEST_SIDE / width,
    LONGEST_SIDE / height,
    Math.sqrt(MOST_PIXELS / (width * height)),
  );
  const scale = Math.min(SCALE, most);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no drawing surface');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/png' });
}
