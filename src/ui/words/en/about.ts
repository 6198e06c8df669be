import type { about as zh } from '../zh/about.ts';

/** What this board is and what it promises, in English. */
export const about: typeof zh = {
  title: 'About this board',
  lead: 'Every message lands with someone, every matter gets an answer: somebody takes it, there is a limit, there is a reply.',
  sections: [
    {
      id: 'what',
      title: 'What this is',
      text: [
        'Anybody can write one matter to a leader of a province, city or county, or to a ministry: an idea, a question, a complaint, a call for help, or thanks.',
        'Messages go to the post, not to the person. When people change, the message stays with the post.',
      ],
      list: [],
    },
    {
      id: 'how',
      title: 'How to write',
      text: ['One matter per message: when, where, what happened, what you ask for.'],
      list: [
        'Choose the leader of the place where it happened.',
        'Choose kind and topic; write a title (22 characters) and a text (1,000); up to 5 pictures.',
        'Give your real name and confirm your phone by a code. Neither is ever shown.',
        'See what the public will see before you send. You get a number of twelve digits to look at any time.',
      ],
    },
    {
      id: 'path',
      title: 'How a message travels',
      text: ['Like a parcel: each step stands below the message, with who, when and how long.'],
      list: [
        'Received: at once a number, somebody who answers for it, and a latest date for the answer.',
        'Review: a reviewer reads it, blacks out personal data, publishes it and transfers it to the office.',
        'Accepted: the office signs for it and stays responsible until you have an answer.',
        'Answer: drafter and signer are two people; the answer names unit and date and carries a red seal.',
        'Rating: solved, attitude and speed, and whether it is settled. There is no automatic good rating.',
        'Not settled is handled again, at most twice; the third time the office above looks at it.',
      ],
    },
    {
      id: 'limits',
      title: 'Time limits',
      text: [
        'Review takes at most 24 hours, with transfer 2 hours for an emergency; transfer on the day of publication; acceptance within 2 working days. The limit for the answer starts at transfer and never starts anew:',
      ],
      list: [
        'Question: 2 working days',
        'Suggestion, call for help: 10 working days',
        'Complaint: 15 working days',
        'Emergency: 24 hours from receipt',
        'Thanks: passed on within 2 working days',
        'A further question: 5 working days',
        'A return visit on the working day after the answer.',
      ],
    },
    {
      id: 'not-shown',
      title: 'Why a message is not shown',
      text: ['Each one has a reason and a way to mend it within 30 days. These are the reasons:'],
      list: [],
    },
    {
      id: 'privacy',
      title: 'Privacy and redaction',
      text: [
        'Name and phone are kept encrypted and apart from the message, and are never shown. A unit that needs them gives a reason; each look is recorded.',
      ],
      list: [
        'The public sees a name like 陈***, no exact address and no picture that you keep private.',
        'Location data are taken out of pictures before they are kept.',
        'Phone numbers, identity numbers and addresses in the text are blacked out; the original is encrypted, for those entitled.',
        'There are no personal data in the logs.',
      ],
    },
    {
      id: 'views',
      title: 'Disclaimer',
      text: [
        'Messages are the views of their authors, not of this platform. Official answers are the responsibility of the units that sign them.',
        'This is no emergency line. If anybody is in danger call 110, 119 or 120 now. Confidential reports go the sealed way (“Confidential report” in the foot of each page); or call 12388.',
      ],
      list: [],
    },
  ],
};
