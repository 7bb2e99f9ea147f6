/**
 * The same service on Interlock and on its peers, measured side by side; {@code benchmarks/run servers} is the way in. The
 * service is described in {@code benchmarks/peers/routes.txt}. Uses {@code process} and {@code results}.
 */
@NullMarked
package dev.interlock.benchmarks.servers;

import org.jspecify.annotations.NullMarked;
