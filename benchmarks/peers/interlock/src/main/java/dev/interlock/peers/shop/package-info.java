/** The shop of {@code benchmarks/peers/routes.txt} as a service of Interlock: what is measured beside its peers. */
@NullMarked
package dev.interlock.peers.shop;

import org.jspecify.annotations.NullMarked;
