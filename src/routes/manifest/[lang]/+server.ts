import { error, json } from '@sveltejs/kit';
import { words } from '#ui/words/words.ts';
import type { RequestHandler } from './$types.ts';

const icon = (size: number, purpose: 'any' | 'maskable') => ({
  src: `/icons/${purpose === 'any' ? 'app' : 'app-maskable'}-${size}.png`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
});

/** The card by which a phone puts the site on its first screen, in the reader's language. */
export const GET: RequestHandler = ({ params: { lang } }) => {
  if (lang !== 'zh' && lang !== 'en') error(404);
  const { shell, offline } = words(lang);
  const card = {
    id: '/',
    name: offline.appName,
    short_name: shell.product,
    description: offline.appText,
    lang: lang === 'zh' ? 'zh-CN' : 'en',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#fbfaf6',
    theme_color: '#fbfaf6',
    categories: ['government'],
    icons: [icon(192, 'any'), icon(512, 'any'), icon(512, 'maskable')],
    shortcuts: [
      { name: shell.write, url: '/write' },
      { name: shell.mine, url: '/mine' },
    ],
  };
  const headers = { 'content-type': 'application/manifest+json', 'cache-control': 'public, max-age=3600' };
  return json(card, { headers });
};
