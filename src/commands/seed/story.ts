import fs from 'node:fs';
import { z } from 'zod';

const act = z.object({
  do: z.enum(['publish', 'reject', 'accept', 'pass-on', 'interim', 'answer', 'draft', 'follow-up', 'rate']),
  /** Minutes after the act before. */
  after: z.number(),
  hide: z.array(z.tuple([z.string(), z.string()])).optional(),
  unit: z.string().optional(),
  text: z.string().optional(),
  type: z.string().optional(),
  publish: z.boolean().optional(),
  code: z.string().optional(),
  words: z.string().optional(),
  solved: z.number().optional(),
  attitude: z.number().optional(),
  speed: z.number().optional(),
  settled: z.boolean().optional(),
});

const story = z.object({
  leader: z.string(),
  kind: z.string(),
  topic: z.number(),
  name: z.string(),
  title: z.string(),
  body: z.string(),
  place: z.string().optional(),
  remark: z.string().optional(),
  visibility: z.enum(['public', 'private']).default('public'),
  urgency: z.enum(['normal', 'urgent', 'emergency']).optional(),
  daysAgo: z.number(),
  /** Time of day in Shanghai. */
  time: z.string().optional(),
  minutesAgo: z.number().optional(),
  acts: z.array(act),
});

const region = z.object({
  code: z.string(),
  name: z.string(),
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  parentCode: z.string().nullable(),
  provinceCode: z.string(),
  cityCode: z.string().nullable(),
});

export type Act = z.infer<typeof act>;
export type Story = z.infer<typeof story>;

/** The demonstration's invented places and small stories, from db/seeds/stories.json. */
export function readStories(): { regions: z.infer<typeof region>[]; stories: Story[] } {
  const file = new URL('../../../db/seeds/stories.json', import.meta.url);
  return z
    .object({ regions: z.array(region), stories: z.array(story) })
    .parse(JSON.parse(fs.readFileSync(file, 'utf8')));
}
