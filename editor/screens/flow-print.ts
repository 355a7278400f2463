/** Prints a drawing alone: on paper the page is nothing but it. */
import '../theme/print.css';
import type { Picture } from '../canvas/picture.ts';

export function printPicture({ svg }: Picture): void {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  image.alt = '';
  const sheet = document.createElement('div');
  sheet.className = 'print-sheet';
  sheet.append(image);
  document.body.append(sheet);
  const end = () => {
    document.documentElement.classList.remove('is-printing-sheet');
    sheet.remove();
  };
  window.addEventListener('afterprint', end, { once: true });
  void image.decode().then(print, end);
}

function print(): void {
  document.documentElement.classList.add('is-printing-sheet');
  window.print();
}
