/**
 * The shop of {@code benchmarks/peers/routes.txt} as an Interlock service. The benchmarks compare it with its peers.
 */
@NullMarked
package dev.interlock.peers.shop;

import org.jspecify.annotations.NullMarked;
