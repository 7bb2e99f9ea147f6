/** Test accounts for the replay of recorded traffic. Imports only the hooks of the replay. */
@NullMarked
package dev.interlock.benchmarks.accounts;

import org.jspecify.annotations.NullMarked;
