/** The “no” of whoever has to show first that they are a person. */
export const refusalsOfProofs = {
  'proof-needed': {
    status: 422,
    zh: '现在请求很多，请先回答这道小题。您填的内容都还在。',
    en: 'There are very many requests just now: please answer this small question first. What you wrote is still here.',
  },
  'proof-wrong': {
    status: 422,
    zh: '答得不对，换了一道新题，请再试一次。',
    en: 'That was not right. Here is another question; please try again.',
  },
  'proof-stale': {
    status: 422,
    zh: '这道题已经用过或过期，换了一道新题。',
    en: 'That question was used or is too old. Here is another one.',
  },
} as const;
