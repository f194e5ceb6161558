import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './app/styles.js';
import { App } from './app/app.js';
import { rememberLanguage } from './app/remembered-language.js';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');
rememberLanguage();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
