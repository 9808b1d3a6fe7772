'use server';

import { run } from '@/lib/server/run';
import * as control from './control';
import * as findings from './findings';
import {
  duplicatesInput,
  failuresInput,
  jobInput,
  jobsInput,
  planStepInput,
  startJobInput,
  talliesInput,
} from './schema';

// What a kind of job does to further endpoints, control.ts asks of their sessions.

export async function planStep(input: unknown) {
  return { result: run('read', planStepInput, input, control.planStep) };
}

export async function startJob(input: unknown) {
  return { result: run('write', startJobInput, input, control.startJob) };
}

export async function readJobs(input: unknown) {
  return { result: run('read', jobsInput, input, control.readJobs) };
}

export async function readJob(input: unknown) {
  return { result: run('read', jobInput, input, control.readJob) };
}

export async function readFailures(input: unknown) {
  return { result: run('read', failuresInput, input, control.readFailures) };
}

export async function readFindings(input: unknown) {
  return { result: run('read', jobInput, input, findings.readFindings) };
}

export async function readTallies(input: unknown) {
  return { result: run('read', talliesInput, input, findings.readTallies) };
}

export async function readDuplicates(input: unknown) {
  return { result: run('read', duplicatesInput, input, findings.readDuplicates) };
}

export async function pauseJob(input: unknown) {
  return { result: run('write', jobInput, input, control.pauseJob) };
}

export async function resumeJob(input: unknown) {
  return { result: run('write', jobInput, input, control.resumeJob) };
}

export async function cancelJob(input: unknown) {
  return { result: run('write', jobInput, input, control.cancelJob) };
}

export async function retryFailures(input: unknown) {
  return { result: run('write', jobInput, input, control.retryFailures) };
}
