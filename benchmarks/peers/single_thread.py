"""Keeps JAX on one thread. Must be imported before JAX, which then starts its thread pools."""

import os

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.environ["NPROC"] = "1"
