-- Keys are wrapped anew under a newer key of the key file by the retention role, which sees ciphertext and no key outside the database.
grant update (key_id, wrapped_key) on private.citizens, private.verifications, private.staff_phones, private.hand_over_notes,
  private.staff_totp to huiyin_retention;
