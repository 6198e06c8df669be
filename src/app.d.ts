import type { Actor } from '#domain/actor.ts';

declare global {
  namespace App {
    /** What every page knows about the person who asks. */
    interface Locals {
      actor: Actor;
      lang: 'zh' | 'en';
      size: 'normal' | 'elder';
      theme: 'auto' | 'light' | 'dark' | 'contrast';
      requestId: string;
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
