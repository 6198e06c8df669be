import type { Actor } from '#domain/actor.ts';
import type { KeptPage } from '#server/views/kept-page.ts';

declare global {
  namespace App {
    /** What every page knows about the person who asks. */
    interface Locals {
      actor: Actor;
      lang: 'zh' | 'en';
      size: 'normal' | 'elder';
      theme: 'auto' | 'light' | 'dark' | 'contrast';
      requestId: string;
      /** Said by a page that may be kept for everybody with the same wishes. */
      kept?: KeptPage;
    }
    /** What an error page may show: never a stack, never an internal word. */
    interface Error {
      status: number;
      message: string;
      code?: string;
      title?: string;
      detail?: string;
      requestId?: string;
    }
  }
}
