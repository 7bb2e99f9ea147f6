@NullMarked
package dev.interlock.benchmarks.server;

import org.jspecify.annotations.NullMarked;
