/**
 * Measures the same service on Interlock and on its peers, side by side. Start it with {@code benchmarks/run servers}.
 * {@code benchmarks/peers/routes.txt} describes the service. Uses {@code process} and {@code results}.
 */
@NullMarked
package dev.interlock.benchmarks.servers;

import org.jspecify.annotations.NullMarked;
