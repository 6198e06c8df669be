import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ out: 'build', precompress: true }),
      // Absolute asset addresses, so that a cached page is the same text whatever path asked for it.
      paths: { relative: false },
      // Hashes, not nonces: a page from the cache must not reuse a nonce. No inline style or script is allowed.
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          // The one style attribute of the framework: it hides the line that tells a screen reader of a new page.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'blob:'],
          'connect-src': ['self'],
          'font-src': ['none'],
          'manifest-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
      // The pages ask for it themselves, by their one script; the framework would write a script into each page.
      files: { serviceWorker: 'src/ui/offline/keeper' },
      serviceWorker: { register: false },
      // Forms are accepted from our own origin alone; the API in front has its own rule for JSON.
      csrf: { trustedOrigins: [] },
      compilerOptions: { runes: true },
    }),
  ],
  // As modules, so that a script for a page may ask for a part of it later.
  worker: { format: 'es' },
  build: { target: 'es2022', cssMinify: true },
});
