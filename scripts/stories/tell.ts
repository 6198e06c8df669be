import { readStories, type Act, type Story } from '../../src/commands/seed/story.ts';
import { Speaker } from './http.ts';

type Tokens = { reviewer: string; officer: string; approver: string };

interface Scene {
  speaker: Speaker;
  story: Story;
  code: string;
  own: string;
  tokens: Tokens;
}

/** Plays the seed's first four stories, as far as they go today, through the HTTP API, as citizens' and offices' programs would. */
export async function tellStories(
  url: string,
  tokensFor: (leader: string) => Promise<Tokens>,
  say: (line: string) => void,
): Promise<void> {
  const speaker = new Speaker(url, say);
  for (const [i, story] of readStories().stories.slice(0, 4).entries()) {
    say(`\nStory ${i + 1}: ${story.leader}, “${story.title}”`);
    const tokens = await tokensFor(story.leader);
    const phone = `1390000000${i}`;
    const scene: Scene = {
      speaker,
      story,
      tokens,
      code: await write(speaker, story, phone),
      own: await confirm(speaker, phone, 'own'),
    };
    for (const act of story.acts) await perform(scene, act);
    await read(scene, say);
  }
}

async function confirm(speaker: Speaker, phone: string, purpose: 'write' | 'own'): Promise<string> {
  const as = 'the citizen';
  const { id, developmentCode } = await speaker.ask({
    as,
    does: `asks for a code (${purpose})`,
    method: 'POST',
    path: '/verifications',
    body: { phone, purpose },
    expect: 202,
  });
  const { token } = await speaker.ask({
    as,
    does: 'gives the code',
    method: 'PUT',
    path: `/verifications/${id}`,
    body: { code: developmentCode },
    expect: 200,
  });
  return token ?? '';
}

async function write(speaker: Speaker, story: Story, phone: string): Promise<string> {
  const as = 'the citizen';
  const found = await leaderId(speaker, story.leader);
  const { kind, topic, title, body, name, visibility, urgency } = story;
  const verification = await confirm(speaker, phone, 'write');
  const receipt = await speaker.ask({
    as,
    does: 'writes',
    method: 'POST',
    path: '/messages',
    body: { leader: found, kind, topic, title, body, name, visibility, urgency, pictures: [], verification },
    expect: 201,
  });
  return receipt.code ?? '';
}

async function leaderId(speaker: Speaker, name: string): Promise<number> {
  const places: Record<string, string> = {
    成都市委书记: '510100',
    黑龙江省省长: '230000',
    山西省委书记: '140000',
    新疆维吾尔自治区党委书记: '650000',
  };
  const { items } = await speaker.ask({
    as: 'the citizen',
    does: `looks for ${name}`,
    method: 'GET',
    path: `/leaders?region=${places[name]}`,
    expect: 200,
  });
  const leader = items?.find((l) => l.name === name);
  if (!leader) throw new Error(`${name} is not among the leaders.`);
  return leader.id;
}

async function perform(s: Scene, act: Act): Promise<void> {
  const desk = `/desk/messages/${s.code}`;
  const { reviewer, officer } = s.tokens;
  switch (act.do) {
    case 'publish': {
      const body = (act.hide ?? []).reduce((text, [from, to]) => text.replace(from, to), s.story.body);
      await s.speaker.ask({
        as: 'the reviewer',
        does: 'publishes',
        method: 'POST',
        path: `${desk}/publication`,
        token: reviewer,
        body: { visibility: s.story.visibility, body },
        expect: 200,
      });
      return;
    }
    case 'accept':
      await s.speaker.ask({
        as: 'the office',
        does: 'accepts',
        method: 'POST',
        path: `${desk}/acceptance`,
        token: officer,
        body: {},
        expect: 200,
      });
      return;
    case 'interim':
    case 'answer':
      return reply(s, act);
    default:
      return speak(s, act);
  }
}

async function reply(s: Scene, act: Act): Promise<void> {
  const desk = `/desk/messages/${s.code}`;
  const type = act.do === 'interim' ? 'interim' : 'final';
  const { id } = await s.speaker.ask({
    as: act.unit ?? '',
    does: `drafts the ${type} reply`,
    method: 'POST',
    path: `${desk}/replies`,
    token: s.tokens.officer,
    body: { type, text: act.text, unit: act.unit },
    expect: 201,
  });
  await s.speaker.ask({
    as: 'the drafter',
    does: 'may not approve it',
    method: 'POST',
    path: `${desk}/replies/${id}/approval`,
    token: s.tokens.officer,
    body: {},
    expect: 403,
  });
  await s.speaker.ask({
    as: 'a second person',
    does: 'approves it',
    method: 'POST',
    path: `${desk}/replies/${id}/approval`,
    token: s.tokens.approver,
    body: {},
    expect: 200,
  });
}

async function speak(s: Scene, act: Act): Promise<void> {
  if (act.do === 'follow-up') {
    const { id } = await s.speaker.ask({
      as: 'the citizen',
      does: `writes again (${act.type})`,
      method: 'POST',
      path: `/messages/${s.code}/follow-ups`,
      token: s.own,
      body: { type: act.type, text: act.text },
      expect: 201,
    });
    await s.speaker.ask({
      as: 'the reviewer',
      does: 'publishes the follow-up',
      method: 'POST',
      path: `/desk/follow-ups/${id}/publication`,
      token: s.tokens.reviewer,
      body: {},
      expect: 200,
    });
    return;
  }
  const { solved, attitude, speed, words, settled } = act;
  await s.speaker.ask({
    as: 'the citizen',
    does: `rates ${solved}/${attitude}/${speed}, settled: ${settled}`,
    method: 'PUT',
    path: `/messages/${s.code}/rating`,
    token: s.own,
    body: { solved, attitude, speed, words, settled },
    expect: 200,
  });
}

async function read(s: Scene, say: (line: string) => void): Promise<void> {
  const page = await s.speaker.ask({
    as: 'everybody',
    does: 'reads it',
    method: 'GET',
    path: `/messages/${s.code}`,
    expect: 200,
  });
  const text = JSON.stringify(page);
  for (const [from] of s.story.acts.flatMap((a) => a.hide ?? [])) {
    const digits = /1\d{10}/.exec(from)?.[0];
    if (digits && text.includes(digits))
      throw new Error(`The phone that was taken out stands in the public answer of ${s.code}.`);
  }
  say(`  ${s.code}: ${JSON.stringify(page.state)}`);
}
