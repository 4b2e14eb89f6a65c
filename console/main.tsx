import '@mantine/core/styles.css';
import './style.css';
import './flows/flows.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { ApiError } from './api.ts';
import { App } from './app.tsx';
import { LanguageProvider } from './language.tsx';
import { theme } from './theme.ts';

// The stream tells what is new, so nothing is read again by the clock or by looking at the page.
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      retry: (times, error) => times < 3 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
  },
});

// Refused where the address is not private: then a page without network is the browser's.
void navigator.serviceWorker?.register('/console/offline.js', { scope: '/console/' }).catch(() => undefined);

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
        <QueryClientProvider client={queries}>
          <LanguageProvider>
            <Router base="/console">
              <App />
            </Router>
          </LanguageProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
