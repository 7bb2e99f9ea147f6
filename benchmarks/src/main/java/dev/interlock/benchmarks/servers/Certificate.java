package dev.interlock.benchmarks.servers;

import java.nio.file.Path;

/**
 * Files of the certificate of all servers, in PEM. {@code benchmarks/run} creates them.
 *
 * @param chain certificate for 127.0.0.1
 * @param key private key of the certificate
 */
record Certificate(Path chain, Path key) {}
