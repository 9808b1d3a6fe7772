import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BlobFiles, type Extent } from './blobs.ts';
import { Database } from './database.ts';

/** Metadata and blobs of one data folder, and the counting of who refers to which blob. */
export class Store {
  readonly database: Database;
  readonly blobs: BlobFiles;
  #nextId: number;
  #unreferenced: string[] = [];

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.database = new Database(join(dataDir, 'metadata.sqlite'));
    this.blobs = new BlobFiles(dataDir);
    this.blobs.sweep((name) => this.database.get('SELECT 1 FROM blob WHERE name = ?', name) !== undefined);
    const newest = this.database.get<{ id: number }>(
      'SELECT max(coalesce((SELECT max(id) FROM version), 0), coalesce((SELECT max(id) FROM upload), 0)) AS id',
    );
    this.#nextId = (newest?.id ?? 0) + 1;
  }

  /** Reserves `count` ascending ids and returns the first. Later ids are newer versions. */
  takeIds(count = 1): number {
    const first = this.#nextId;
    this.#nextId += count;
    return first;
  }

  /** A transaction after which blobs that lost their last reference are removed. */
  transaction<Value>(work: () => Value): Value {
    try {
      const value = this.database.transaction(work);
      for (const name of this.#unreferenced) void this.blobs.remove(name);
      return value;
    } finally {
      this.#unreferenced = [];
    }
  }

  /**
   * Records freshly written blobs, with one reference each, and the MD5 of one that was written alone. That of bytes which
   * a customer's key seals is not kept: it would tell of them. Within a transaction.
   */
  adopt(extents: readonly Extent[], md5: Buffer | null = null): void {
    const isTold = extents.length === 1 && extents[0]?.[3] !== 'customer';
    for (const [name, , length] of extents) {
      const sql = 'INSERT INTO blob (name, reference_count, size, md5) VALUES (?, 1, ?, ?)';
      this.database.run(sql, name, length, isTold ? md5 : null);
    }
  }

  /** The MD5 of bytes that are a whole blob; `null` where it is not known. */
  md5Of(extents: readonly Extent[]): Buffer | null {
    const [extent, ...others] = extents;
    if (!extent || others.length > 0) return null;
    const [name, offset, length] = extent;
    if (offset !== 0) return null;
    const sql = 'SELECT md5 FROM blob WHERE name = ? AND size = ?';
    const md5 = this.database.get<{ md5: Uint8Array | null }>(sql, name, length)?.md5;
    return md5 ? Buffer.from(md5) : null;
  }

  /** Counts one more reference for each extent. Within a transaction; `false` when a blob has gone meanwhile. */
  share(extents: readonly Extent[]): boolean {
    return extents.every(([name]) => {
      return this.database.run('UPDATE blob SET reference_count = reference_count + 1 WHERE name = ?', name) === 1;
    });
  }

  /** Counts one reference less for each extent. Within a transaction. */
  release(extents: readonly Extent[]): void {
    for (const [name] of extents) {
      const row = this.database.get<{ count: number }>(
        'UPDATE blob SET reference_count = reference_count - 1 WHERE name = ? RETURNING reference_count AS count',
        name,
      );
      if (row && row.count <= 0) {
        this.database.run('DELETE FROM blob WHERE name = ?', name);
        this.#unreferenced.push(name);
      }
    }
  }

  close(): void {
    this.blobs.close();
    this.database.close();
  }
}
