import { decrypt, unwrap } from '../../src/server/store/envelope.ts';
import { asSuperuser } from '../../src/server/store/operate/make-database.ts';

/** A look at private data as it is on record, its reason opened with the keys of the open store. */
export interface LookOnRecord {
  staff: string;
  what: string;
  reason: string;
}

/** The looks at private data of a message, read as who backs the database up reads them. */
export async function looksOnRecord(backupUrl: string, code: string): Promise<LookOnRecord[]> {
  const sql = `select s.name as staff, r.what, r.sealed_reason as sealed, m.key_id as "keyId", m.wrapped_key as wrapped
    from private.reveals r join messages m on m.id = r.message_id join staff s on s.id = r.staff_id where m.code = $1 order by r.id`;
  const { rows } = await asSuperuser(backupUrl, (client) => client.query<Row>(sql, [code]));
  return rows.map(({ staff, what, sealed, keyId, wrapped }) => {
    const reason = decrypt(unwrap({ keyId, wrapped }), 'reveal', sealed).toString();
    return { staff, what, reason };
  });
}

type Row = Omit<LookOnRecord, 'reason'> & { sealed: Buffer; keyId: string; wrapped: Buffer };
