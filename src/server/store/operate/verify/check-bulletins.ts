import { byQuery, type Check } from './check.ts';

/** Whoever was told something official can be held to it: receipts are whole, and a circular had two people. */
export const bulletinChecks: readonly Check[] = [
  byQuery(
    'every published bulletin has a receipt for each unit that it went to, and no other bulletin has any',
    `select count(*) as n from bulletins where state = 'published'`,
    `
    select 'bulletin ' || b.id || ': ' || coalesce(b.units, 0) || ' units, ' || count(r.office_id) || ' receipts' as breach
    from bulletins b left join bulletin_receipts r on r.bulletin_id = b.id group by b.id
    having count(r.office_id) <> coalesce(b.units, 0) or (b.state = 'published' and count(r.office_id) = 0)`,
  ),
  byQuery(
    'nobody published a circular that they wrote, and no receipt is older than its bulletin',
    'select count(*) as n from bulletin_receipts where read_at is not null',
    `
    select 'bulletin ' || b.id || ': published by its writer' as breach from bulletins b
    where b.kind = 'circular' and b.state = 'published' and b.decided_by in (b.drafted_by, b.edited_by)
    union all select 'bulletin ' || b.id || ': signed before it was published' from bulletin_receipts r join bulletins b on b.id = r.bulletin_id
    where r.read_at < b.decided_at`,
  ),
];
