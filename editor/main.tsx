import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, createConsole } from './app.tsx';
import { keepPagePolicy } from './page-policy.ts';
import { setUpWords } from './words/setup.ts';

keepPagePolicy(document);
await setUpWords();
const place = document.getElementById('root');
if (place !== null) {
  createRoot(place).render(
    <StrictMode>
      <App {...createConsole()} />
    </StrictMode>,
  );
}
