/** The scope under which the numbers of a place are kept: a province, a city, or a county by itself. */
export function scopeOfRegion(code: string): string {
  if (code.endsWith('0000')) return `province:${code}`;
  return code.endsWith('00') ? `city:${code}` : `region:${code}`;
}

/** The scopes whose sum a topic counts: its own and those of its sub-topics. */
export function scopesOfTopic({ id, subTopics = [] }: Topic): string[] {
  return [id, ...subTopics.map((sub) => sub.id)].map((each) => `topic:${each}`);
}

interface Topic {
  id: number;
  subTopics?: readonly { id: number }[];
}
