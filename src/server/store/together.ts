/** How many calls one run answers at most: small enough that the program and the database work at the same time. */
const mostInOne = 8;

/** How many runs are under way at once. */
const lanes = 2;

interface Waiting<In, Out> {
  asked: In;
  answer(out: Out): void;
  fail(error: unknown): void;
}

/**
 * Makes one call of many: whoever comes while others are under way goes with the next run; nobody waits for company.
 * `run` does all or nothing and answers in the order of its input. When the data of one make it fail, each is run alone.
 */
export function together<In, Out>(
  run: (asked: readonly In[]) => Promise<readonly Out[]>,
): (asked: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = [];
  let underWay = 0;
  let called = false;

  const start = (): void => {
    called = false;
    while (underWay < lanes && waiting.length > 0) {
      underWay += 1;
      void runAll(run, waiting.splice(0, mostInOne)).finally(() => {
        underWay -= 1;
        start();
      });
    }
  };
  return (asked) =>
    new Promise((answer, fail) => {
      waiting.push({ asked, answer, fail });
      // Requests that were read from the network in one go are joined; the next turn of the loop is not waited for.
      if (!called) setImmediate(start);
      called = true;
    });
}

async function runAll<In, Out>(
  run: (asked: readonly In[]) => Promise<readonly Out[]>,
  calls: readonly Waiting<In, Out>[],
): Promise<void> {
  try {
    const answers = await run(calls.map(({ asked }) => asked));
    for (const [i, { answer }] of calls.entries()) answer(answers[i] as Out);
  } catch (error) {
    if (calls.length > 1 && isOfTheData(error)) await Promise.all(calls.map((each) => runAll(run, [each])));
    else for (const { fail } of calls) fail(error);
  }
}

/** Did the database judge what it was given (SQLSTATE classes 22, 23, 40)? Then nothing was kept, and it is not away. */
function isOfTheData(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(22|23|40)...$/.test(code);
}
