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

// Whether a job writes, here or at further endpoints, is for its kind and input to say; control.ts holds it to what the connections
// allow. So a connection that may only be read has inventories all the same.

export async function planStep(input: unknown) {
  return { result: run('read', planStepInput, input, control.planStep) };
}

export async function startJob(input: unknown) {
  return { result: run('read', startJobInput, input, control.startJob) };
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
  return { result: run('read', jobInput, input, control.pauseJob) };
}

export async function resumeJob(input: unknown) {
  return { result: run('read', jobInput, input, control.resumeJob) };
}

export async function cancelJob(input: unknown) {
  return { result: run('read', jobInput, input, control.cancelJob) };
}

export async function retryFailures(input: unknown) {
  return { result: run('read', jobInput, input, control.retryFailures) };
}
