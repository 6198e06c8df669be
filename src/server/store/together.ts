/** How many calls one run answers at most: small enough that the program and the database work at the same time. */
const mostInOne = 8;

/**
 * How many runs are under way at once. Beside one that has just begun goes a full one alone: many small ones cost more than they
 * are early. One that takes long, for a lock say, keeps nobody waiting.
 */
const lanes = 2;
const longMs = 50;

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
  let justBegun = 0;
  let called = false;

  const begin = (): void => {
    let young = true;
    underWay += 1;
    justBegun += 1;
    const age = (): void => {
      if (young) justBegun -= 1;
      young = false;
      start();
    };
    const growing = setTimeout(age, longMs);
    void runAll(run, waiting.splice(0, mostInOne)).finally(() => {
      clearTimeout(growing);
      underWay -= 1;
      age();
    });
  };
  const start = (): void => {
    called = false;
    while (underWay < lanes && waiting.length >= (justBegun === 0 ? 1 : mostInOne)) begin();
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
