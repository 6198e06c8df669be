/** A body of government, for its facts. */
interface Body {
  name: string;
  address: string;
  /** The place that it serves. */
  place?: string | undefined;
}

/** An office, ministry or place's government in the words of schema.org. */
export function officeFacts({ name, address, place }: Body): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'GovernmentOffice',
    name,
    url: address,
    ...(place !== undefined && { areaServed: { '@type': 'AdministrativeArea', name: place } }),
  };
}
