/** The limit that the live path is measured beside: a Fastify that puts each body into one table, and nothing else. Started by live.ts as a process. */
import Fastify from 'fastify';
import { Pool } from 'pg';

const [connectionString = ''] = process.argv.slice(2);
const pool = new Pool({ connectionString, max: 10 });
await pool.query(
  'CREATE TABLE IF NOT EXISTS bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body jsonb NOT NULL)',
);
const server = Fastify();
server.post('/api/assessments', async ({ body }, reply) => {
  const { rows } = await pool.query<{ id: string }>('INSERT INTO bare (body) VALUES ($1) RETURNING id', [
    JSON.stringify(body),
  ]);
  return reply.code(202).send({ id: rows[0]?.id });
});
console.error(`The bare server answers at ${await server.listen({ host: '127.0.0.1', port: 0 })}. `);
