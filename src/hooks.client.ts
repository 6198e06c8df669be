import { watchTyping } from '#ui/typed-early.ts';

// Runs before the page is taken over.
watchTyping();
