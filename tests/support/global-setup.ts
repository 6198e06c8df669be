import type { TestProject } from 'vitest/node';
import type { Server } from '../../src/server/store/operate/postgres.ts';
import { startTestServer } from './test-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The throwaway PostgreSQL of this test run. */
    testServer: Server;
  }
}

/** Starts one PostgreSQL for all test files of a project and stops it at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await startTestServer();
  project.provide('testServer', server);
  return stop;
}
