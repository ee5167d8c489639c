import type { FastifyInstance } from 'fastify';
import { TASKS } from '../../shared/lot.ts';
import { jobRequestSchema } from '../../shared/job.ts';
import type { HttpApi } from '../adapter.ts';
import { refuse } from './refuse.ts';

/** `POST /api/orchestrate` submits a job, `GET /api/jobs/:id` returns its state. */
export function serveJobs(app: FastifyInstance, httpApi: HttpApi): void {
  app.post('/api/orchestrate', async (request, reply) => {
    const parsed = jobRequestSchema.safeParse(request.body);
    if (parsed.success) {
      const { jobId, task, dealerId, status } = httpApi.submit(parsed.data);
      return reply
        .code(202)
        .header('location', `/api/jobs/${jobId}`)
        .send({ jobId, task, dealerId, status });
    }
    const [issue] = parsed.error.issues;
    const field = issue?.path[0];
    if (field === 'task') {
      return refuse(reply, 400, `The task is one of ${TASKS.join(', ')}.`, 'bad-input', {
        validTasks: TASKS,
      });
    }
    const what = field === undefined ? 'The body' : String(field);
    const shape = '{"task": "…", "dealerId": "…", "vins"?: ["…"], "reason"?: "…"}';
    return refuse(reply, 400, `${what}: ${issue?.message ?? 'bad value'}. The body is ${shape}.`);
  });

  app.get<{ Params: { id: string } }>('/api/jobs/:id', async (request, reply) => {
    const job = httpApi.job(request.params.id);
    return job ?? refuse(reply, 404, 'There is no such job, or it ended long ago.', 'not-found');
  });
}
