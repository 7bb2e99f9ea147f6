package dev.interlock.benchmarks.servers;

import java.nio.file.Path;
import java.util.List;

/**
 * A workload that is ready to be sent.
 *
 * @param script for wrk
 * @param connections how many; fewer than the workload has if this process may not open as many
 */
record Load(Workload workload, Path script, List<Exchange> exchanges, int connections) {}
