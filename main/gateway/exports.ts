import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import type { HttpApi } from '../adapter.ts';
import { refuse } from './refuse.ts';

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** `GET /api/exports/:id`: a table that a page had written, as a file to keep. */
export function serveExports(app: FastifyInstance, httpApi: HttpApi): void {
  app.get<{ Params: { id: string } }>('/api/exports/:id', async (request, reply) => {
    const file = httpApi.exportFile(request.params.id);
    const bytes = file === null ? null : await sizeOf(file.path);
    if (file === null || bytes === null)
      return refuse(reply, 404, 'This export is not kept; export the vehicles again.', 'not-found');
    const extension = file.name.slice(file.name.lastIndexOf('.') + 1);
    return reply
      .headers({
        'content-type': TYPES[extension] ?? 'application/octet-stream',
        'content-length': bytes,
        'content-disposition': `attachment; filename*=UTF-8''${quotedName(file.name)}`,
      })
      .send(createReadStream(file.path));
  });
}

/** Null where it is gone. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    return null;
  }
}

/** RFC 8187; encodeURIComponent leaves some signs that it does not allow. */
const quotedName = (name: string): string =>
  encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
