import { kinds, type Kind } from '../message.ts';
import { portfolios, titles, titlesOfXinjiangPrefectures, type Titles } from './post-titles.ts';
import { styleOf, type NamedRegion } from './region-style.ts';
import { joined, shortName } from './short-name.ts';

/** A post as the rules make it: 1 party secretary, 2 head of government, from 10 deputies. */
export interface PostPlan {
  rank: number;
  title: string;
  name: string;
  receives: boolean;
  kinds: readonly Kind[];
  topicIds: readonly number[];
}

/** The posts of a region by rule: who can be written to, and the deputies who take instructions only. */
export function postsOf(region: NamedRegion): PostPlan[] {
  const named = titlesOf(region);
  if (!named) return [];
  const place = shortName(region);
  const posts = [written(1, named.secretary, joined(seat(region), named.secretary))];
  if (named.head) posts.push(written(2, named.head, headName(place, named.head)));
  if (named.deputy) posts.push(...deputies(place, named.deputy));
  return posts;
}

function titlesOf(region: NamedRegion): Titles | undefined {
  const style = styleOf(region);
  const xinjiang = style === 'autonomous-prefecture' && region.code.startsWith('65');
  return xinjiang ? titlesOfXinjiangPrefectures : titles[style];
}

// 阿里地区 has a 地委, not a 地区地委.
function seat(region: NamedRegion): string {
  const place = shortName(region);
  return styleOf(region) === 'prefecture' ? place.slice(0, -1) : place;
}

// 四川省省长 and 成都市市长 are the full forms; only 自治区 is said once.
function headName(place: string, head: string): string {
  return head.startsWith('自治区') ? joined(place, head) : place + head;
}

function written(rank: number, title: string, name: string): PostPlan {
  return { rank, title, name, receives: true, kinds, topicIds: [] };
}

function deputies(place: string, deputy: string): PostPlan[] {
  return portfolios.map(({ words, topicIds }, index) => {
    const title = words === null ? executive(deputy) : `${deputy}（分管${words}）`;
    return { rank: 10 + index, title, name: joined(place, title), receives: false, kinds: [], topicIds };
  });
}

function executive(deputy: string): string {
  return deputy.replace('副', '常务副');
}
