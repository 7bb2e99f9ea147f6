@NullMarked
package dev.interlock.benchmarks.servers;

import org.jspecify.annotations.NullMarked;
