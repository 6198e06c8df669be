import type { Generated } from 'kysely';

/** What is known of one picture; the picture itself lies in the files. */
export interface PicturesTable {
  id: string;
  message_id: number | null;
  draft_id: string | null;
  position: number | null;
  author_public: Generated<boolean>;
  reviewed_public: boolean | null;
  format: 'jpeg' | 'png' | 'webp';
  width: number;
  height: number;
  bytes: number;
  sha256: Buffer;
  state: 'kept' | 'removed';
  created_at: Date;
  attached_at: Date | null;
  expires_at: Date | null;
  erased_at: Date | null;
  /** Its own key; null: sealed under the picture key of the key file, as all were once. */
  key_id: Generated<string | null>;
  wrapped_key: Generated<Buffer | null>;
}

export interface PictureTables {
  pictures: PicturesTable;
}
